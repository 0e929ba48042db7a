import { expect, test } from 'vitest'
import { bytes, change, duration, errorRate } from './figures'

test('durations and sizes have the unit that fits', () => {
  expect([850, 1500, 250_000, 2_500_000].map(duration)).toEqual(['850 µs', '1.5 ms', '250 ms', '2.5 s'])
  expect([0, 1023, 1536, 5 * 1024 ** 3].map(bytes)).toEqual(['0 B', '1,023 B', '1.5 KB', '5 GB'])
  expect(duration(undefined)).toBe('—')
})

test('a rate of no requests is none', () => {
  expect(errorRate({ requests: 0 })).toBe('—')
  expect(errorRate({ requests: 400, errors: 1 })).toBe('0.25 %')
})

test('a change says nothing without something before', () => {
  expect(change(120, 100)).toBe('+20 %')
  expect(change(50, 100)).toBe('−50 %')
  expect(change(5, 0)).toBe('')
})
