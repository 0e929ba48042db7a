import { expect, test } from 'vitest'
import type { ClusterNode } from '../../api/client'
import { effectsOf, inWords, type Shared } from './effects'

const http = { enabled: true, host: '0.0.0.0', port: 8080 }
const off = { enabled: false, host: '0.0.0.0', port: 9 }

function node(id: string, host: string, listeners: ClusterNode['listeners'] = []): ClusterNode {
  return { id, host, listeners, profile: 'all-in-one' } as unknown as ClusterNode
}

const said = (before: Shared, after: Shared, nodes: ClusterNode[] = []) => effectsOf(before, after, nodes).map(({ tone, message }) => `${tone}: ${message}`)

test('what is said of a listener is told in words', () => {
  expect(inWords('http', http)).toBe('Nodes listen for HTTP at 0.0.0.0:8080.')
  expect(inWords('http', off)).toBe('Nodes do not listen for HTTP.')
  expect(inWords('http', undefined)).toBe('HTTP is each node’s own matter.')
})

test('nothing is wrong with a listener for everybody', () => {
  expect(said({}, { http })).toEqual([])
})

test('no traffic at all is the worst', () => {
  expect(said({}, { http: off, https: off, ajp: off })[0]).toMatch(/^bad: Every traffic listener is off/)
})

test('two listeners at one port keep nodes from starting, unless their addresses differ', () => {
  expect(said({}, { http, ajp: http })).toContain('bad: HTTP and AJP are both at port 8080: nodes do not start.')
  expect(said({}, { http: { ...http, host: '10.0.0.1' }, ajp: { ...http, host: '127.0.0.1' } })).toEqual([])
})

test('https needs a keystore on each node', () => {
  expect(said({}, { https: { ...http, port: 8443 } })).toEqual(['warn: A node without listeners.https.keystore does not start.'])
})

test('a port that a node’s own listener has is told with the node', () => {
  const nodes = [node('n1', 'a', [{ name: 'admin', port: 8080, loopback: false }])]

  expect(said({}, { http }, nodes)).toEqual(['bad: n1 has its admin listener at port 8080: it does not start with HTTP there.'])
})

test('nodes on one machine cannot share a port', () => {
  expect(said({}, { http }, [node('n1', 'a'), node('n2', 'a'), node('n3', 'b')])).toEqual([
    'bad: n1, n2 are on one machine (a): only one of them can have HTTP (8080) there.',
  ])
})

test('loopback and low ports are worth a look', () => {
  expect(said({}, { http: { enabled: true, host: '127.0.0.1', port: 80 } })).toHaveLength(2)
})

test('what moves is told with the nodes that it moves for', () => {
  const nodes = [node('n1', 'a', [{ name: 'http', port: 9090, loopback: false }])]

  expect(said({}, { http }, nodes)).toEqual(['warn: n1: HTTP is elsewhere now. Balancers and callers that name the port have to follow.'])
  expect(said({ http }, { http }, nodes)).toEqual([])
})

test('what is not shared any more goes back to the nodes', () => {
  expect(said({ http }, {})).toEqual(['info: HTTP: nodes go by their own config.xml again.'])
})
