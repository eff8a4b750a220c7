-- One visit of the own authority.
SELECT * FROM released.visit_for_officer WHERE visit_id = :visit_id;
