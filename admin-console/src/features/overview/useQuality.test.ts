import { expect, test } from 'vitest'
import type { Schemas } from '../../api/client'
import { fromSummary } from './useQuality'

const summary = (total: Schemas['Figures'], complete = true) => ({ total, complete, from: '', to: '' })

test('figures of all nodes are shares of all calls', () => {
  const latencyMicros = { mean: 1, p50: 2, p95: 3000, p99: 4000, max: 5000 }

  expect(fromSummary(summary({ requests: 200, errors: 4, violations: 10, latencyMicros }))).toEqual({
    of: 'cluster',
    errors: 0.02,
    refused: 0.05,
    p95: 3000,
    isComplete: true,
  })
})

test('without calls there is nothing to say', () => {
  const latencyMicros = { mean: 0, p50: 0, p95: 0, p99: 0, max: 0 }

  expect(fromSummary(summary({ requests: 0, latencyMicros }, false))).toMatchObject({ errors: null, refused: null, p95: null, isComplete: false })
})
