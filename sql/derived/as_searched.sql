-- derived.as_searched: a name as it is compared with what somebody types.
--
-- A keyboard has one apostrophe and a register has ’; a phone leaves accents out, and lower() folds
-- no letter that has one. Fox & Hounds and Fox&Hounds are compared as Fox and Hounds is.
-- geo/searching.py looks through lists in the same way.
CREATE OR REPLACE FUNCTION derived.as_searched(words text)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
AS $$
    SELECT
        regexp_replace(
            lower(
                CASE
                    -- most names are ASCII, and have one letter of the list at most
                    WHEN octet_length(words) = length(words) THEN translate(words, '`', '''')
                    ELSE
                        translate(
                            words,
                            '’‘ʼ´`“”„ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝàá'
                            'âãäåçèéêëìíîïñòóôõöùúûüýÿŴŵŶŷ',
                            '''''''''''"""AAAAAACEEEEIIIINOOOOOUUUUYaa'
                            'aaaaceeeeiiiinooooouuuuyyWwYy'
                        )
                END
            ),
            ' ?& ?', ' and ', 'g'
        )
$$;
