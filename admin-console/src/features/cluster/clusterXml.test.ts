import { expect, test } from 'vitest'
import { clusterXml } from './clusterXml'

const node = {
  host: 'h"1',
  state: 'up' as const,
  quiesce: 'none' as const,
  profile: 'all-in-one' as const,
  version: '0.1.0',
  weight: 1,
  listeners: [
    { name: 'http' as const, port: 8080, loopback: false },
    { name: 'admin' as const, port: 9000, loopback: true },
  ],
  appliedRevision: 1,
  inSync: true,
  started: '2026-01-01T00:00:00Z',
  load: 0,
}

test('nodes stand by id, and what is special in XML is escaped', () => {
  const file = clusterXml({ name: 'weir', generation: 17, nodes: [{ ...node, id: 'n-b' }, { ...node, id: 'n-a' }] })

  expect(file.split('\n').slice(1, 4)).toEqual([
    '<cluster name="weir" generation="17">',
    '  <node id="n-a" host="h&quot;1" state="up" profile="all-in-one" version="0.1.0" weight="1">',
    '    <http port="8080"/><admin port="9000" loopback="true"/>',
  ])
})
