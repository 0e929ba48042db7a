-- Puts a catalogue that was gathered under other keys in the place of the one that is there.
--
-- KEYS[1] epoch, KEYS[2] revision, KEYS[3] token, KEYS[4] log, KEYS[5] successors, then pairs: a key, and where its content was gathered
-- ARGV[1] epoch, ARGV[2] revision and ARGV[3] token that must be there now; '', '0' and '' for no catalogue
-- ARGV[4] epoch, ARGV[5] revision and ARGV[6] token that shall be there, ARGV[7] channel
-- then the epochs of catalogues in whose place this one comes
-- returns {'ok'} or {'stale', epoch, revision, token}

local FIXED_KEYS = 5
local FIXED_ARGUMENTS = 7

local there = redis.call('MGET', KEYS[1], KEYS[2], KEYS[3])
local epoch, revision, token = there[1] or '', there[2] or '0', there[3] or ''
local is_expected = epoch == ARGV[1] and (epoch == '' or (revision == ARGV[2] and token == ARGV[3]))
if not is_expected then
  return {'stale', epoch, revision, token}
end

-- First of all writes, because it is refused where memory is short, and then nothing was changed.
redis.call('SET', KEYS[3], ARGV[6])
for i = FIXED_KEYS + 1, #KEYS, 2 do
  redis.call('UNLINK', KEYS[i])
  if redis.call('EXISTS', KEYS[i + 1]) == 1 then
    redis.call('RENAME', KEYS[i + 1], KEYS[i])
    redis.call('PERSIST', KEYS[i])
  end
end
redis.call('SET', KEYS[1], ARGV[4])
redis.call('SET', KEYS[2], ARGV[5])
redis.call('UNLINK', KEYS[4])
-- Without a parent: whoever holds an earlier state loads everything.
redis.call('XADD', KEYS[4], ARGV[5] .. '-0', 'token', ARGV[6], 'parent', '', 'changed', '')
for i = FIXED_ARGUMENTS + 1, #ARGV do
  redis.call('HSET', KEYS[5], ARGV[i], ARGV[4])
end
redis.call('PUBLISH', ARGV[7], ARGV[5])
return {'ok'}
