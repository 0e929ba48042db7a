import { describe, expect, test } from 'vitest'
import { levelOf, rateInWords, resetInWords, shareOf, standingOf, usedInWords, type LimitUsage } from './levels'

const limit = (part: Partial<LimitUsage>): LimitUsage => ({
  name: 'hour',
  scope: 'application',
  algorithm: 'fixed',
  count: 1000,
  period: 'PT1H',
  capacity: 1000,
  source: 'shared',
  ...part,
})
const at = (used: number, capacity = 1000, resetSeconds = 90) => ({ used, remaining: Math.max(0, capacity - used), resetSeconds })

describe('how full a limit is', () => {
  test.each([
    [0, 'calm'],
    [799, 'calm'],
    [800, 'nearly'],
    [999, 'nearly'],
    [1000, 'full'],
    [1200, 'full'],
  ])('%d of 1000 is %s', (used, level) => expect(levelOf(at(used), 1000)).toBe(level))

  test('a bar is never longer than its track', () => expect(shareOf(at(1200), 1000)).toBe(1))

  test('what is not known is no figure', () => {
    expect(standingOf(limit({ source: 'unknown', scope: 'ip' }))).toBeNull()
    expect(standingOf(limit({ used: 0, remaining: 1000, resetSeconds: 0 }))).toEqual({ used: 0, remaining: 1000, resetSeconds: 0 })
  })
})

describe('in words', () => {
  test('figures are grouped', () => expect(usedInWords(at(1200, 12_000), 12_000)).toBe('1,200 of 12,000'))

  test('a window resets, the others become whole', () => {
    expect(resetInWords(at(3), 'fixed')).toBe('resets in 1 min 30 s')
    expect(resetInWords(at(3), 'rolling')).toBe('whole again in 1 min 30 s')
    expect(resetInWords(at(3), 'token-bucket')).toBe('whole again in 1 min 30 s')
    expect(resetInWords(at(0), 'fixed')).toBe('nothing taken')
  })

  test('it is told who is counted together', () => {
    expect(rateInWords(limit({}))).toBe('1,000 per hour')
    expect(rateInWords(limit({ period: 'PT15M', scope: 'api' }))).toBe('1,000 in 15 minutes, all callers together')
  })
})
