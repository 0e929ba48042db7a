-- Takes back one try of each tally; one without tries is not there.
--
-- KEYS[...] tallies, each a hash: count, last (ms)
-- returns 1

for i, key in ipairs(KEYS) do
  if redis.call('EXISTS', key) == 1 and redis.call('HINCRBY', key, 'count', -1) <= 0 then
    redis.call('DEL', key)
  end
end
return 1
