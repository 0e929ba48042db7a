-- Keeps an event, unless one was kept under the same key lately, and wakes up who follows.
--
-- KEYS[1] stream of events, KEYS[2] that this one was kept
-- ARGV[1] how long to remember that in ms, ARGV[2] how long ago it happened in ms, ARGV[3] events that the stream keeps, about
-- ARGV[4] channel, then field and value, again and again, of the entry
-- returns the entry's id, or false where it was kept already

if not redis.call('SET', KEYS[2], '1', 'NX', 'PX', ARGV[1]) then
  return false
end
local time = redis.call('TIME')
local happened = time[1] * 1000 + math.floor(time[2] / 1000) - tonumber(ARGV[2])
local id = redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[3], '*', 'time', string.format('%.0f', happened),
  unpack(ARGV, 5))
redis.call('PUBLISH', ARGV[4], id)
return id
