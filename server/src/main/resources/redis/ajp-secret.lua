-- Gives the cluster's AJP secret and the one before, and sets it where there is none or another one is asked for.
--
-- KEYS[1] name of the cluster, KEYS[2] hash of the secrets
-- ARGV[1] name of the asking node's cluster, ARGV[2] 'claim' or 'change', ARGV[3] secret, ARGV[4] ms that the one before stays valid
-- returns name of the cluster, current secret, former secret or '', ms that the former one is still valid; with another name the rest is ''

local name = redis.call('GET', KEYS[1])
if name and name ~= ARGV[1] then
  return {name, '', '', '0'}
end

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local current = redis.call('HGET', KEYS[2], 'current')

if not current then
  redis.call('HSET', KEYS[2], 'current', ARGV[3])
  current = ARGV[3]
elseif ARGV[2] == 'change' and current ~= ARGV[3] then
  redis.call('HSET', KEYS[2], 'current', ARGV[3], 'former', current, 'until', string.format('%.0f', now + ARGV[4]))
  current = ARGV[3]
end

local former = redis.call('HGET', KEYS[2], 'former')
if not former then
  return {ARGV[1], current, '', '0'}
end
local left = tonumber(redis.call('HGET', KEYS[2], 'until')) - now
if left <= 0 then
  redis.call('HDEL', KEYS[2], 'former', 'until')
  return {ARGV[1], current, '', '0'}
end
return {ARGV[1], current, former, string.format('%.0f', left)}
