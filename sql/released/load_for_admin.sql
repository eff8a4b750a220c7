-- released.load_for_admin: that data arrived and how many rows stood; nothing of what is in them.
--
-- No file name, column or reason: those are written by whoever sent the file.
-- Audience  the administrator.
CREATE OR REPLACE VIEW released.load_for_admin WITH (security_barrier) AS
SELECT
    load.public_id,
    load.kind,
    load.loaded_at,
    load.read,
    load.accepted,
    load.rejected,
    load.already_held,
    load.code_version
FROM held.load AS load;
