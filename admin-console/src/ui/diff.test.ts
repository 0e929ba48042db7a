import { expect, test } from 'vitest'
import { differences, shown } from './diff'

test('equal versions have no differences', () => {
  expect(differences({ name: 'Shop', plans: ['gold'] }, { name: 'Shop', plans: ['gold'] })).toEqual([])
})

test('a difference has the path of the value that changed', () => {
  const before = { endpoint: { targets: [{ url: 'a', weight: 1 }] } }
  const after = { endpoint: { targets: [{ url: 'a', weight: 5 }, { url: 'b' }] } }

  expect(differences(before, after)).toEqual([
    { path: 'endpoint.targets[0].weight', before: 1, after: 5 },
    { path: 'endpoint.targets[1]', before: undefined, after: { url: 'b' } },
  ])
})

test('what the server sets by itself is no difference, but only at the top', () => {
  expect(differences({ revision: 1, updated: 'x', author: 'a' }, { revision: 2, updated: 'y', author: 'b' })).toEqual([])
  expect(differences({ a: { author: 'a' } }, { a: { author: 'b' } })).toHaveLength(1)
})

test('an absent value is a dash and an object is JSON', () => {
  expect(shown(undefined)).toBe('—')
  expect(shown({ a: 1 })).toBe('{"a":1}')
})
