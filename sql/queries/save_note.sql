-- Write a note, or the next version of one.
SELECT * FROM released.save_note_for_all(
    :session, :case_id, :note_id, :based_on, :words, :settles
);
