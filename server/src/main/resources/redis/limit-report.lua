-- Charges what a node granted by itself while it could not ask; once for each report, however often it is sent.
-- KEYS    1: the report; then one counter each
-- ARGV    1: ms for which the report is remembered; then six for each counter: four, see limit-counters.lua, the amount that counted
--         when the report was made, and when the last of it was granted, in ms of this server's clock
-- return  1 if it was charged, 0 if it had been before; now in ms

if not redis.call('SET', KEYS[1], now, 'NX', 'PX', ARGV[1]) then
  return {0, now}
end

local function counts_still(c, granted_at)
  if c.kind == 'bucket' then
    return true
  elseif c.kind == 'rolling' then
    return granted_at + c.period > now
  end
  return window_end(c, granted_at) > now
end

for i = 2, #KEYS do
  local at = 6 * i - 10
  local c, amount = open(KEYS[i], at), tonumber(ARGV[at + 4])
  if amount > 0 and counts_still(c, tonumber(ARGV[at + 5])) then
    charge(c, amount)
  end
end
return {1, now}
