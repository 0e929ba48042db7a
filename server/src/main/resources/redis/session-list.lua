-- Tells of the sessions that last, those that end first first.
--
-- KEYS[1] sorted set of all sessions by their end
-- ARGV[1] how many to tell of at most
-- returns how many there are, then SHA-256 and end in ms of each

local time = redis.call('TIME')
local after = string.format('(%.0f', time[1] * 1000 + math.floor(time[2] / 1000))

local found = redis.call('ZRANGEBYSCORE', KEYS[1], after, '+inf', 'WITHSCORES', 'LIMIT', 0, ARGV[1])
table.insert(found, 1, redis.call('ZCOUNT', KEYS[1], after, '+inf'))
return found
