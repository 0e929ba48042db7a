-- Asks a node to refuse something, until it is asked for something else or starts again.
--
-- KEYS[1] sorted set of the nodes by end of their lease, KEYS[2] hash of that node, KEYS[3] hash of what nodes are asked
-- ARGV[1] node id, ARGV[2] mode, or empty for nothing, ARGV[3] channel
-- returns 1, or 0 where the node is not there

local incarnation = redis.call('HGET', KEYS[2], 'incarnation')
if not incarnation or not redis.call('ZSCORE', KEYS[1], ARGV[1]) then
  return 0
end
if ARGV[2] == '' then
  redis.call('HDEL', KEYS[3], ARGV[1])
else
  redis.call('HSET', KEYS[3], ARGV[1], incarnation .. ' ' .. ARGV[2])
end
redis.call('PUBLISH', ARGV[3], 'quiesce ' .. ARGV[1])
return 1
