-- Says who is there, at one moment.
--
-- KEYS[1] sorted set of the nodes by end of their lease, KEYS[2] generation
-- ARGV[1] prefix of the nodes' hashes
-- returns {generation, then for each node what it tells of itself, the generation at which it joined, revision, digest, out of sync since, load}

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local result = {tonumber(redis.call('GET', KEYS[2]) or 0)}
for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], string.format('(%.0f', now), '+inf')) do
  local told = redis.call('HMGET', ARGV[1] .. id, 'info', 'joined', 'revision', 'digest', 'since', 'load')
  if told[1] then
    for field = 1, 6 do
      result[#result + 1] = told[field]
    end
  end
end
return result
