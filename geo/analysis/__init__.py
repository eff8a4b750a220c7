"""The field's statistics over arrays and frames; nothing here knows a database."""
