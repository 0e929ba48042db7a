-- Holds a lease for longer.
--
-- KEYS[1] the lease
-- ARGV[1] '<fence> <holder>', ARGV[2] length of the lease in ms
-- returns 1, or 0 where it is not this holder's any more

if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return 0
end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])
