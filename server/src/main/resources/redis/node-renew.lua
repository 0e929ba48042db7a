-- Renews a node's lease, takes down what the node tells of itself, drops whoever's lease has ended, and says who is there.
--
-- KEYS[1] sorted set of the nodes by end of their lease, KEYS[2] hash of this node, KEYS[3] generation, KEYS[4] hash of what nodes are asked
-- ARGV[1] node id, ARGV[2] incarnation, ARGV[3] length of the lease in ms, ARGV[4] highest generation known to the node, ARGV[5] channel,
--         ARGV[6] prefix of the nodes' hashes, ARGV[7] what the node tells of itself, ARGV[8] revision, ARGV[9] digest,
--         ARGV[10] out of sync since, in ms, or empty, ARGV[11] load
-- returns {'taken', what the process that has the id tells of itself}, or {'ok', generation, what this node is asked or empty, then for each
--         node id, revision, digest, out of sync since, load}

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local lease = tonumber(ARGV[3])
local own = redis.call('HMGET', KEYS[2], 'incarnation', 'info', 'joined')
local ends = tonumber(redis.call('ZSCORE', KEYS[1], ARGV[1]) or 0)

if ends > now and own[1] and own[1] ~= ARGV[2] then
  return {'taken', own[2]}
end

local lost = redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now))
local generation = tonumber(redis.call('GET', KEYS[3]) or 0)
if lost > 0 or ends <= now or own[2] ~= ARGV[7] or generation < tonumber(ARGV[4]) then
  generation = math.max(generation, tonumber(ARGV[4])) + 1
  redis.call('SET', KEYS[3], string.format('%.0f', generation))
  redis.call('PUBLISH', ARGV[5], string.format('%.0f', generation))
end
local joined = ends > now and own[3] or string.format('%.0f', generation)
redis.call('ZADD', KEYS[1], string.format('%.0f', now + lease), ARGV[1])
redis.call('PEXPIRE', KEYS[1], lease)
redis.call('DEL', KEYS[2])
redis.call('HSET', KEYS[2], 'incarnation', ARGV[2], 'info', ARGV[7], 'revision', ARGV[8], 'digest', ARGV[9], 'since', ARGV[10], 'load', ARGV[11],
  'joined', joined)
redis.call('PEXPIRE', KEYS[2], lease)

local asked = ''
local order = redis.call('HGET', KEYS[4], ARGV[1])
if order then
  local incarnation, mode = string.match(order, '^(%S+) (%S+)$')
  if incarnation == ARGV[2] then
    asked = mode
  else
    redis.call('HDEL', KEYS[4], ARGV[1])
  end
end

local result = {'ok', generation, asked}
for _, id in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
  local told = redis.call('HMGET', ARGV[6] .. id, 'revision', 'digest', 'since', 'load')
  result[#result + 1] = id
  for field = 1, 4 do
    result[#result + 1] = told[field] or ''
  end
end
return result
