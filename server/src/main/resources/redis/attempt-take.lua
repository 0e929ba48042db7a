-- Counts a try in each tally where none of them has to wait.
--
-- KEYS[...] tallies, each a hash: count, last (ms)
-- ARGV of each tally: tries without a wait, longest wait in ms, ms after which the tries are forgotten
-- returns ms until the next try, 0 where this one is counted

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local wait = 0
for i, key in ipairs(KEYS) do
  local free, longest = tonumber(ARGV[3 * i - 2]), tonumber(ARGV[3 * i - 1])
  local tries = redis.call('HMGET', key, 'count', 'last')
  local count = tonumber(tries[1] or 0)
  if count >= free then
    local pause = math.min(1000 * 2 ^ math.min(count - free, 30), longest)
    wait = math.max(wait, pause - (now - tonumber(tries[2])))
  end
end
if wait > 0 then
  return math.ceil(wait)
end
for i, key in ipairs(KEYS) do
  redis.call('HINCRBY', key, 'count', 1)
  redis.call('HSET', key, 'last', string.format('%.0f', now))
  redis.call('PEXPIRE', key, ARGV[3 * i])
end
return 0
