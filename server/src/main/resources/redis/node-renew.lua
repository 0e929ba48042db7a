-- Renews a node's lease, tells what the node says of itself, drops whoever's lease has ended, and says who is there.
--
-- KEYS[1] sorted set of the nodes by end of their lease, KEYS[2] hash of this node
-- ARGV[1] node id, ARGV[2] length of the lease in ms, then field and value, again and again, of the hash
-- returns the ids of all nodes that are there

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local lease = tonumber(ARGV[2])

redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now))
redis.call('ZADD', KEYS[1], string.format('%.0f', now + lease), ARGV[1])
redis.call('PEXPIRE', KEYS[1], lease)
redis.call('DEL', KEYS[2])
redis.call('HSET', KEYS[2], unpack(ARGV, 3))
redis.call('PEXPIRE', KEYS[2], lease)
return redis.call('ZRANGE', KEYS[1], 0, -1)
