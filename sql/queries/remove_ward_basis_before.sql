-- Remove what restatements are measured against, of quarters whose episodes have begun to go.
DELETE FROM held.published_ward_basis AS basis
USING held.cell_publication AS publication
WHERE basis.quarter = publication.quarter AND publication.first_day < :before;
