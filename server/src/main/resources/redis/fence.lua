-- For scripts that write for the holder of a lease: lets through whom no later holder has come before.
--
-- key: fence of the last holder who wrote, in the slot of what is written; fence: of the one who writes now

local function isPresent(key, fence)
  if tonumber(fence) < tonumber(redis.call('GET', key) or '0') then
    return false
  end
  redis.call('SET', key, fence)
  return true
end
