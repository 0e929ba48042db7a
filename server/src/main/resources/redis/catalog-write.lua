-- Applies the edits of one write as one revision, or none of them.
--
-- KEYS[1] epoch, KEYS[2] revision, KEYS[3] token, KEYS[4] log, KEYS[5] documents, KEYS[5 + i] hash of the i-th edit's kind
-- ARGV[1] epoch, ARGV[2] revision and ARGV[3] token that must be there now; '', '0' and '' for an empty store
-- ARGV[4] epoch for an empty store, ARGV[5] token of this write, ARGV[6] entries that the log keeps, about
-- ARGV[7] channel, ARGV[8] author as a JSON string, ARGV[9] prefix of the documents' keys
-- then for each edit: kind, id, expected version (-1 for any), definition as JSON ('' to delete), document '<sha256> <chunks>' or ''
-- returns {'ok', epoch, revision, token, now in ms, then version and creation in ms of each edit}
--      or {'stale', epoch, revision, token} or {'conflict', number of the edit, actual version} or {'document', number of the edit}

local FIXED = 9
local PER_EDIT = 5

local function number(value)
  return string.format('%.0f', value)
end

local function eachChunk(id, document, act)
  local sha256, chunks = string.match(document, '^(%x+) (%d+)$')
  for n = 0, tonumber(chunks) - 1 do
    act(ARGV[9] .. id .. ':' .. sha256 .. ':' .. n)
  end
end

local time = redis.call('TIME')
local now = number(time[1] * 1000 + math.floor(time[2] / 1000))
local there = redis.call('MGET', KEYS[1], KEYS[2], KEYS[3])
local epoch, revision, token = there[1] or '', there[2] or '0', there[3] or ''
if epoch ~= ARGV[1] or revision ~= ARGV[2] or token ~= ARGV[3] then
  return {'stale', epoch, revision, token}
end

local count = (#ARGV - FIXED) / PER_EDIT
local edits = {}
for i = 1, count do
  local at = FIXED + (i - 1) * PER_EDIT
  local edit = {
    key = KEYS[5 + i], kind = ARGV[at + 1], id = ARGV[at + 2], expected = ARGV[at + 3], definition = ARGV[at + 4],
    document = ARGV[at + 5], version = 0, created = now
  }
  local old = redis.call('HGET', edit.key, edit.id)
  if old then
    local version, created = string.match(old, '^{"version":(%d+),"revision":%d+,"created":(%d+),')
    edit.version, edit.created = tonumber(version or 0), created or now
  end
  if edit.expected ~= '-1' and tonumber(edit.expected) ~= edit.version then
    return {'conflict', i, number(edit.version)}
  end
  if edit.document ~= '' then
    local missing = false
    eachChunk(edit.id, edit.document, function(key)
      missing = missing or redis.call('EXISTS', key) == 0
    end)
    if missing then
      return {'document', i}
    end
  end
  edits[i] = edit
end

-- First of all writes, because it is refused where memory is short, and then nothing was changed.
revision = number(redis.call('INCR', KEYS[2]))
if epoch == '' then
  epoch = ARGV[4]
  redis.call('SET', KEYS[1], epoch)
  redis.call('UNLINK', KEYS[4])
end
redis.call('SET', KEYS[3], ARGV[5])

local result = {'ok', epoch, revision, ARGV[5], now}
local changed = {}
for i, edit in ipairs(edits) do
  changed[i] = edit.kind .. ' ' .. edit.id
  if edit.definition == '' then
    redis.call('HDEL', edit.key, edit.id)
  else
    edit.version = edit.version + 1
    redis.call('HSET', edit.key, edit.id, '{"version":' .. number(edit.version) .. ',"revision":' .. revision
      .. ',"created":' .. edit.created .. ',"updated":' .. now .. ',"author":' .. ARGV[8]
      .. ',"definition":' .. edit.definition .. '}')
  end
  if edit.kind == 'api' then
    local kept = redis.call('HGET', KEYS[5], edit.id)
    if kept and kept ~= edit.document then
      eachChunk(edit.id, kept, function(key) redis.call('UNLINK', key) end)
      redis.call('HDEL', KEYS[5], edit.id)
    end
    if edit.document ~= '' then
      eachChunk(edit.id, edit.document, function(key) redis.call('PERSIST', key) end)
      redis.call('HSET', KEYS[5], edit.id, edit.document)
    end
  end
  result[#result + 1] = number(edit.version)
  result[#result + 1] = edit.created
end

redis.call('XADD', KEYS[4], 'MAXLEN', '~', ARGV[6], revision .. '-0', 'token', ARGV[5], 'parent', token,
  'changed', table.concat(changed, '\n'))
redis.call('PUBLISH', ARGV[7], revision)
return result
