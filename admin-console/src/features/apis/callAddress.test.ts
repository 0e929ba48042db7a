import { expect, test } from 'vitest'
import type { ClusterNode } from '../../api/client'
import { callAddress, curlLine } from './callAddress'

const api = { context: '/shop/{version}', version: '2', organization: 'default' }

function node(part: Partial<ClusterNode>): ClusterNode {
  return {
    id: 'n-1',
    host: '10.0.0.5',
    state: 'up',
    quiesce: 'none',
    profile: 'all-in-one',
    version: '1',
    weight: 1,
    listeners: [{ name: 'http', port: 8080, loopback: false }],
    appliedRevision: 1,
    inSync: true,
    started: '2026-01-01T00:00:00Z',
    load: 0,
    ...part,
  }
}

test('the version stands in the context, and a node that is up is called', () => {
  expect(callAddress([node({ state: 'quiesced' }), node({ host: 'b' })], api, 'here')).toBe('http://b:8080/shop/2')
})

test('a listener of loopback is called by the name of the page', () => {
  expect(callAddress([node({ listeners: [{ name: 'http', port: 1, loopback: true }] }), node({})], api, 'localhost')).toBe('http://localhost:1/shop/2')
})

test('other organizations have their own place', () => {
  expect(callAddress([node({})], { ...api, organization: 'acme' }, 'h')).toBe('http://h:8080/t/acme/shop/2')
})

test('a line names the method only where it is not GET', () => {
  expect(curlLine('http://h/shop', { method: 'GET', path: '/a' }, true)).toBe(`curl -i -H "X-API-Key: $KEY" 'http://h/shop/a'`)
  expect(curlLine('http://h/shop/', { method: 'POST', path: '/a' }, false)).toBe(`curl -i -X POST 'http://h/shop/a'`)
})
