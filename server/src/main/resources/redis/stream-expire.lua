-- Removes the oldest entries that were kept before a time, for the holder of a lease. Behind fence.lua.
--
-- KEYS[1] stream, KEYS[2] fence of the last holder
-- ARGV[1] fence, ARGV[2] age in ms that entries may have, ARGV[3] how many at most
-- returns how many, or -1 where a later holder has removed some

if not isPresent(KEYS[2], ARGV[1]) then
  return -1
end
local time = redis.call('TIME')
local oldest = time[1] * 1000 + math.floor(time[2] / 1000) - tonumber(ARGV[2])
local expired = redis.call('XRANGE', KEYS[1], '-', string.format('%.0f', oldest - 1), 'COUNT', ARGV[3])
local ids = {}
for i, entry in ipairs(expired) do
  ids[i] = entry[1]
end
if #ids > 0 then
  redis.call('XDEL', KEYS[1], unpack(ids))
end
return #ids
