-- Keeps an entry of the audit log, unless it was kept already.
--
-- KEYS[1] stream of entries, KEYS[2] that this one was kept
-- ARGV[1] how long to remember that in ms, ARGV[2] entries that the stream keeps, about, then field and value, again and again, of the entry
-- returns the entry's id, or false where it was kept already

if not redis.call('SET', KEYS[2], '1', 'NX', 'PX', ARGV[1]) then
  return false
end
return redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[2], '*', unpack(ARGV, 3))
