-- Grants a lease that nobody holds, or for longer to the one who does.
--
-- KEYS[1] the lease, KEYS[2] fence of its newest grant
-- ARGV[1] holder, ARGV[2] length of the lease in ms
-- returns the fence, or false where somebody else holds it

local held = redis.call('GET', KEYS[1])
if held then
  local fence, holder = string.match(held, '^(%d+) (.*)$')
  if holder ~= ARGV[1] then
    return false
  end
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
  return fence
end

-- Not below the time in microseconds, so that fences grow on where the counter was lost or restored from a backup.
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local fence = string.format('%.0f', math.max(now, tonumber(redis.call('GET', KEYS[2]) or '0') + 1))
redis.call('SET', KEYS[2], fence)
redis.call('SET', KEYS[1], fence .. ' ' .. ARGV[1], 'PX', ARGV[2])
return fence
