-- Takes up to n from every counter, the most that all of them allow, or nothing if one has no room.
-- KEYS    one counter each
-- ARGV    1: not after, in ms of this server's clock; 2: n; then four for each key, see limit-counters.lua
-- return  granted (-1: too late, nothing was charged), now in ms, ms until one can pass (0: none was refused), which key refuses longest
--         (0: none), then for each key what remains and the ms until it is whole again

local not_after, n = tonumber(ARGV[1]), tonumber(ARGV[2])
if now > not_after then
  return {-1, now}
end

local function retry(c)
  if c.kind == 'bucket' then
    return ms_until_drained(c, c.used - c.max + 1)
  elseif c.kind ~= 'rolling' then
    return c.stop - now
  end
  local left = c.used
  for i, count in ipairs(redis.call('HMGET', c.key, unpack(slot_fields(c.oldest, c.newest)))) do
    left = left - (count or 0)
    if left < c.max then
      return ms_until_free(c, c.oldest + i - 1)
    end
  end
  return ms_until_free(c, c.newest)
end

local counters, granted = {}, n
for i, key in ipairs(KEYS) do
  counters[i] = open(key, 4 * i - 1)
  granted = min(granted, max(0, counters[i].max - counters[i].used))
end

local reply = {granted, now, 0, 0}
for i, c in ipairs(counters) do
  if granted > 0 then
    charge(c, granted)
  end
  local remaining = max(0, c.max - c.used)
  if granted < n and remaining == 0 then
    local ms = retry(c)
    if ms > reply[3] then
      reply[3], reply[4] = ms, i
    end
  end
  reply[3 + 2 * i], reply[4 + 2 * i] = remaining, reset(c)
end
return reply
