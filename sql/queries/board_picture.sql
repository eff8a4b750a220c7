-- What the board is shown of every authority, in the quarters that are published.
SELECT *
FROM released.picture_for_board
ORDER BY quarter, authority_name, authority, measure;
