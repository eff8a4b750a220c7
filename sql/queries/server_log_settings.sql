-- What decides whether words of errors, statements or their values are written to the server's log.
SELECT
    current_setting('log_min_messages') IN ('log', 'fatal', 'panic') AS is_silent_of_errors,
    current_setting('log_min_error_statement') IN ('log', 'fatal', 'panic')
    AND current_setting('log_statement') = 'none'
    AND current_setting('log_min_duration_statement') = '-1'
    AND current_setting('log_min_duration_sample') = '-1'
    AND current_setting('log_transaction_sample_rate') = '0' AS is_silent_of_statements;
