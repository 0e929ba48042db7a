import { expect, test } from 'vitest'
import type { WeirEvent } from './client'
import { outdatedBy } from './live'

const event = (type: string, details: Record<string, string> = {}): WeirEvent => ({
  time: '2026-01-01T00:00:00Z',
  severity: 'info',
  type,
  node: 'n-1',
  message: '',
  details,
})

test('a change of the catalogue makes its kind old, and everything where it does not say which', () => {
  expect(outdatedBy(event('catalog-changed', { kind: 'plan' }))).toEqual(['plan', 'cluster'])
  expect(outdatedBy(event('catalog-changed'))).toEqual(['*'])
})

test('a client that missed something reads everything again', () => {
  expect(outdatedBy(event('events-missed'))).toEqual(['*'])
})

test('what happens to nodes shows in the cluster and in the events', () => {
  expect(outdatedBy(event('node-lost'))).toEqual(['cluster', 'catalog', 'events'])
})
