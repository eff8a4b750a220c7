-- Divide into cells the squares of 4000 m that are not divided yet.
SELECT derived.build_cells(:k_addr);
