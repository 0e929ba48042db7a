-- Ends a node's lease at once, and remembers for a while that it left by itself.
--
-- KEYS[1] sorted set of the nodes by end of their lease, KEYS[2] hash of this node, KEYS[3] generation, KEYS[4] hash of what nodes are asked
-- ARGV[1] node id, ARGV[2] incarnation, ARGV[3] how long it is remembered, in ms, ARGV[4] channel
-- returns 1 where this process was there under this id, else 0

if redis.call('HGET', KEYS[2], 'incarnation') ~= ARGV[2] then
  return 0
end
redis.call('HDEL', KEYS[4], ARGV[1])
redis.call('DEL', KEYS[2])
redis.call('HSET', KEYS[2], 'left', ARGV[2])
redis.call('PEXPIRE', KEYS[2], ARGV[3])
local there = redis.call('ZREM', KEYS[1], ARGV[1])
if there == 1 then
  redis.call('PUBLISH', ARGV[4], string.format('%.0f', redis.call('INCR', KEYS[3])))
end
return there
