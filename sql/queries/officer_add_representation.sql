-- Write down a complaint, a reply or a correction.
SELECT
    released.add_representation_for_officer(
        :session, :place, :kind, :received_on, :made_for, :asked
    );
