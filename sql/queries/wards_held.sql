-- Whether any wards are held, for the board to be shown.
SELECT EXISTS(SELECT 1 FROM held.boundary WHERE kind = 'ward');
