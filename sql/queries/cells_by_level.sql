-- How many cells there are of each size, and the addresses in them.
SELECT
    level_m,
    shown,
    count(*) AS cells,
    sum(addresses) AS addresses,
    min(addresses) AS fewest
FROM held.cell
GROUP BY level_m, shown
ORDER BY level_m, shown DESC;
