-- Say of a listed premises whether it was worth listing.
SELECT released.say_of_flag_for_officer(:session, :quarter, :place, :seen, :verdict, :reason, :why);
