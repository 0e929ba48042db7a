-- Counters of limits: the arithmetic that limit-take.lua, limit-report.lua and limit-read.lua share; each is run with this text before it.
--
-- A counter is one key and four ARGV: kind, max, period in ms, extra.
--   fixed    windows of one period, shifted by extra ms against 1970   hash e: the window's end in ms, c: count
--   month    calendar months of UTC                                    the same
--   rolling  the last period, in slots of a 64th                       hash u: all that counts, o: oldest slot kept, n: newest slot,
--                                                                      0..64: a slot's count, at slot number mod 65
--   bucket   max tokens, extra of them come back a period              hash u: tokens taken, f: of the next one, how many
--                                                                      (1 / period)th are back already, t: when that was, in ms
-- All numbers stay below 2^53, where doubles are exact: a count is at most 10^12, a period less than 2^32 ms, and microseconds since 1970
-- until the year 2255.

local floor, ceil, max, min = math.floor, math.ceil, math.max, math.min
local time = redis.call('TIME')
local now_us = time[1] * 1000000 + time[2]
local now = floor(now_us / 1000)
local SLOTS, RING, FOREVER = 64, 65, 100000000000000

-- Days to calendar after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (civil_from_days): years start in March.
local function month_end(ms)
  local days = floor(ms / 86400000)
  local day_of_era = (days + 719468) % 146097
  local year = floor((day_of_era - floor(day_of_era / 1460) + floor(day_of_era / 36524) - floor(day_of_era / 146096)) / 365)
  local day_of_year = day_of_era - (365 * year + floor(year / 4) - floor(year / 100))
  local month = floor((5 * day_of_year + 2) / 153)
  local days_left
  if month < 11 then
    days_left = floor((153 * (month + 1) + 2) / 5) - day_of_year
  else
    local leap = (year + 1) % 4 == 0 and ((year + 1) % 100 ~= 0 or (year + 1) % 400 == 0)
    days_left = (leap and 366 or 365) - day_of_year
  end
  return (days + days_left) * 86400000
end

local function window_end(c, ms)
  if c.kind == 'month' then
    return month_end(ms)
  end
  return ms - (ms + c.extra) % c.period + c.period
end

-- Lets ms pass in a bucket. ms * extra can exceed 2^53, so it is multiplied and divided in two steps of 16 bits.
local function drain(c, ms)
  local periods = floor(ms / c.period)
  local rest = ms - periods * c.period
  local high, low, part = floor(rest / 65536), rest % 65536, c.extra % c.period
  local x = part * high
  local whole = periods * c.extra + rest * floor(c.extra / c.period) + floor(x / c.period) * 65536
  x = (x % c.period) * 65536 + part * low
  whole = whole + floor(x / c.period)
  x = x % c.period + c.fraction
  whole = whole + floor(x / c.period)
  if whole >= c.used then
    c.used, c.fraction = 0, 0
  else
    c.used, c.fraction = c.used - whole, x % c.period
  end
end

local function ms_until_drained(c, tokens)
  if tokens == 0 then
    return 0
  end
  return c.seen - now + min(FOREVER, ceil((tokens * c.period - c.fraction) / c.extra))
end

-- A slot is free when even its last moment is a whole period past.
local function ms_until_free(c, slot)
  return ceil(((slot + RING) * c.size - now_us) / 1000)
end

local function slot_fields(first, last)
  local fields = {}
  for slot = first, last do
    fields[#fields + 1] = slot % RING
  end
  return fields
end

local function open_rolling(c)
  local state = redis.call('HMGET', c.key, 'u', 'o', 'n')
  c.size = c.period * 1000 / SLOTS
  c.newest = tonumber(state[3] or -1)
  c.slot = max(floor(now_us / c.size), c.newest)
  local keep = c.slot - SLOTS
  if c.newest < keep then
    c.used, c.oldest, c.fresh = 0, c.slot, true
    return
  end
  c.used, c.oldest = tonumber(state[1]), tonumber(state[2])
  if c.oldest < keep then
    c.freed = slot_fields(c.oldest, keep - 1)
    for _, count in ipairs(redis.call('HMGET', c.key, unpack(c.freed))) do
      c.used = c.used - (count or 0)
    end
    c.oldest = keep
  end
end

-- Reads the counter under a key; its arguments start at ARGV[at].
local function open(key, at)
  local c = {key = key, kind = ARGV[at], max = tonumber(ARGV[at + 1]), period = tonumber(ARGV[at + 2]), extra = tonumber(ARGV[at + 3])}
  if c.kind == 'rolling' then
    open_rolling(c)
  elseif c.kind == 'bucket' then
    local state = redis.call('HMGET', key, 'u', 'f', 't')
    c.used, c.fraction, c.seen = tonumber(state[1] or 0), tonumber(state[2] or 0), max(now, tonumber(state[3] or now))
    if c.used > 0 and now > tonumber(state[3]) then
      drain(c, now - state[3])
    end
  else
    local state = redis.call('HMGET', key, 'e', 'c')
    c.stop, c.used = tonumber(state[1] or 0), tonumber(state[2] or 0)
    if c.stop <= now then
      c.stop, c.used, c.fresh = window_end(c, now), 0, true
    end
  end
  return c
end

-- ms until a counter is whole again if nothing more is taken.
local function reset(c)
  if c.kind == 'bucket' then
    return ms_until_drained(c, c.used)
  elseif c.kind == 'rolling' then
    return c.used == 0 and 0 or ms_until_free(c, c.newest)
  end
  return c.stop - now
end

local function charge_rolling(c, amount)
  local field = c.slot % RING
  if c.fresh then
    redis.call('DEL', c.key)
  elseif c.freed then
    redis.call('HDEL', c.key, unpack(c.freed))
  end
  redis.call('HINCRBY', c.key, field, amount)
  redis.call('HSET', c.key, 'u', c.used, 'o', c.oldest, 'n', c.slot)
  if c.slot > c.newest then
    redis.call('PEXPIREAT', c.key, ceil((c.slot + RING + 1) * c.size / 1000))
    c.newest = c.slot
  end
end

-- Takes from a counter, even beyond its max.
local function charge(c, amount)
  c.used = c.used + amount
  if c.kind == 'rolling' then
    charge_rolling(c, amount)
  elseif c.kind == 'bucket' then
    redis.call('HSET', c.key, 'u', c.used, 'f', c.fraction, 't', c.seen)
    redis.call('PEXPIREAT', c.key, now + ms_until_drained(c, c.used) + 1)
  elseif c.fresh then
    redis.call('HSET', c.key, 'e', c.stop, 'c', amount)
    redis.call('PEXPIREAT', c.key, c.stop + 1000)
  else
    redis.call('HINCRBY', c.key, 'c', amount)
  end
end
