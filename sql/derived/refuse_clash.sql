-- derived.refuse_clash: stop because somebody wrote a version since the form was drawn.
--
-- Raises   NJ002, by which the pages know to show both texts. Nothing of either is in the message.
CREATE OR REPLACE FUNCTION derived.refuse_clash(seen integer, newest integer)
RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    IF seen IS DISTINCT FROM newest THEN
        RAISE EXCEPTION USING
            ERRCODE = 'NJ002',
            MESSAGE = format(
                'the newest version must be the one that you saw, which was %s, and it is %s: '
                'look at both, and save again', seen, newest
            );
    END IF;
END
$$;
