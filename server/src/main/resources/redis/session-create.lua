-- Keeps a session, and lists it among those that last.
--
-- KEYS[1] the session, KEYS[2] sorted set of all sessions by their end, KEYS[3] of those of its user
-- ARGV[1] what it is, ARGV[2] ms that it lasts, ARGV[3] SHA-256 of its secret
-- returns 1

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local ttl = tonumber(ARGV[2])

redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
for i = 2, 3 do
  redis.call('ZREMRANGEBYSCORE', KEYS[i], '-inf', string.format('%.0f', now))
  redis.call('ZADD', KEYS[i], string.format('%.0f', now + ttl), ARGV[3])
  redis.call('PEXPIRE', KEYS[i], string.format('%.0f', math.max(ttl, redis.call('PTTL', KEYS[i]))))
end
return 1
