-- released.audit_state_for_admin: how far the record goes, and when it was last proved and signed.
--
-- Audience  the administrator.
CREATE OR REPLACE VIEW released.audit_state_for_admin WITH (security_barrier) AS
WITH anchor AS (
    SELECT
        entry.seq,
        entry.at
    FROM audit.entry AS entry
    WHERE entry.action = 'anchor'
    ORDER BY entry.seq DESC
    LIMIT 1
),

proof AS (
    SELECT
        verification.at,
        verification.stands,
        verification.last,
        verification.fault_seq
    FROM audit.verification AS verification
    ORDER BY verification.verification_no DESC
    LIMIT 1
)

SELECT
    head.seq AS last_entry,
    anchor.seq AS anchor_seq,
    anchor.at AS anchored_at,
    proof.at AS verified_at,
    proof.stands,
    proof.last AS verified_to,
    proof.fault_seq
FROM audit.head AS head
LEFT JOIN anchor ON true
LEFT JOIN proof ON true;
