-- Ends a node's lease at once.
--
-- KEYS[1] sorted set of the nodes by end of their lease, KEYS[2] hash of this node
-- ARGV[1] node id
-- returns 1 where the node was there, else 0

redis.call('DEL', KEYS[2])
return redis.call('ZREM', KEYS[1], ARGV[1])
