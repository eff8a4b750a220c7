-- Squares of the sample county's map, for wrk: 25 connections, each of which asks twice a second.
--
--   COOKIE='nightjar=...' wrk -t1 -c25 -d10m --latency -s tests/load/tiles.lua http://127.0.0.1:8080
--
-- COOKIE is that of an officer who is signed in to the demonstration. Times are from the asking, so
-- that a server that falls behind is asked less: nightjar drill load counts from when it was due.

local squares, at = {}, 0
for _, part in ipairs({{11, 1002, 1005, 660, 662}, {13, 4011, 4021, 2641, 2651}, {14, 8022, 8042, 5282, 5303}}) do
  for x = part[2], part[3] do
    for y = part[4], part[5] do
      squares[#squares + 1] = string.format("/map/premises/%d/%d/%d.mvt", part[1], x, y)
    end
  end
end

function delay()
  return 500
end

function request()
  -- in steps that share no factor with their number, so that neighbours do not follow each other
  at = (at + 97) % #squares
  return wrk.format("GET", squares[at + 1], {Cookie = os.getenv("COOKIE")})
end

function done(summary, latency, _)
  local wrong = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout
  io.write(string.format("tiles: %d answered, 95 %% within %.1f ms (at most 150), %d not answered\n",
    summary.requests, latency:percentile(95) / 1000, wrong))
end
