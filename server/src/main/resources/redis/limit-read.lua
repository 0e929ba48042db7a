-- Tells where counters stand. Writes nothing: a counter that is not there stays away, and none lives longer for being read.
-- KEYS    one counter each
-- ARGV    four for each key, see limit-counters.lua
-- return  now in ms, then for each key what counts and the ms until it is whole again

local reply = {now}
for i, key in ipairs(KEYS) do
  local c = open(key, 4 * i - 3)
  reply[2 * i], reply[2 * i + 1] = c.used, reset(c)
end
return reply
