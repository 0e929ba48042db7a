-- Ends a lease at once.
--
-- KEYS[1] the lease
-- ARGV[1] '<fence> <holder>'
-- returns 1, or 0 where it is not this holder's any more

if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return 0
end
return redis.call('DEL', KEYS[1])
