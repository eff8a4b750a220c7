COPY held.episode_coding (
    coding_id, authority, host_authority, category, risk, time_quality, age_band, sex,
    placement_type, cse_concern, trafficking_indicator, return_interview_offered, supplier_class
) FROM STDIN WITH (FORMAT "binary")
