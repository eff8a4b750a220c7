-- Load, discard or take back what one sent.
SELECT released.settle_upload_for_analyst(:session, :upload_id, :act, :reason);
