-- Keep a published ward.
INSERT INTO held.published_ward (quarter, ward, vintage, children, band_from, band_to)
VALUES (:quarter, :ward, :vintage, :children, :band_from, :band_to);
