-- What the taxi drivers that are held say, as hashes with their authority.
SELECT authority || ' ' || digest
FROM held.taxi_driver;
