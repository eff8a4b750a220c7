-- Cut off the record up to and with an entry.
SELECT audit.cut(:through);
