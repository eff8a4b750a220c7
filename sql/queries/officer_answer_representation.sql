-- Say how a complaint or reply was answered.
SELECT
    released.answer_representation_for_officer(
        :session, :representation_id, :seen, :outcome, :answered_on, :answer
    );
