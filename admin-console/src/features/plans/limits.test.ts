import { describe, expect, test } from 'vitest'
import type { PlanLimit } from '../../api/client'
import { limitInWords, remarksOn } from './limits'
import { periodInWords, secondsOf } from './period'

const limit = (part: Partial<PlanLimit>): PlanLimit => ({ name: 'hour', count: 1000, period: 'PT1H', ...part })

describe('periods', () => {
  test.each([
    ['PT1S', 1],
    ['PT90S', 90],
    ['P1D', 86_400],
    ['P1W', 604_800],
    ['P1M', 2_592_000],
    ['P1DT12H', 129_600],
  ])('%s is %d s', (period, seconds) => expect(secondsOf(period)).toBe(seconds))

  test.each(['', 'P', 'PT', 'PT0S', 'P32D', 'P2M', 'PT1.5S', '1h'])('%s is none', (period) => expect(secondsOf(period)).toBeNull())

  test.each([
    ['PT1H', 'hour'],
    ['PT15M', '15 minutes'],
    ['P7D', 'week'],
    ['P1M', 'month'],
    ['PT90S', '90 seconds'],
  ])('%s is said as %s', (period, words) => expect(periodInWords(period)).toBe(words))
})

describe('limits in words', () => {
  test('a fixed window says when it is counted anew', () => {
    expect(limitInWords(limit({}))).toBe('At most 1,000 requests per hour, for each application; counted anew each hour.')
    expect(limitInWords(limit({ period: 'P1M', scope: 'api' }))).toContain('on the 1st, UTC')
  })

  test('a rolling window holds in any period', () => {
    expect(limitInWords(limit({ count: 1, algorithm: 'rolling', scope: 'ip' }))).toBe('At most 1 request in any hour, for each client address.')
  })

  test('a token bucket says its burst, which is the count unless given', () => {
    expect(limitInWords(limit({ algorithm: 'token-bucket', burst: 50 }))).toContain('Up to 50 at once')
    expect(limitInWords(limit({ algorithm: 'token-bucket' }))).toContain('Up to 1,000 at once')
  })
})

describe('remarks', () => {
  const messages = (...limits: PlanLimit[]) => remarksOn(limits).map(({ message }) => message)

  test('sensible limits have none', () => {
    expect(messages(limit({}), limit({ name: 'second', count: 10, period: 'PT1S' }))).toEqual([])
  })

  test('a longer limit that the shorter one never lets be reached', () => {
    expect(messages(limit({ count: 1_000_000 }), limit({ name: 'second', count: 10, period: 'PT1S' }))[0]).toContain('hour can never be reached')
  })

  test('a shorter limit that the longer one always undercuts', () => {
    expect(messages(limit({ count: 100 }), limit({ name: 'second', count: 500, period: 'PT1S' }))[0]).toContain('second never refuses')
  })

  test('limits of other scopes do not meet', () => {
    expect(messages(limit({ count: 100 }), limit({ name: 'second', count: 500, period: 'PT1S', scope: 'ip' }))).toEqual([])
  })

  test('two of one name, one that cannot be read, a burst without effect', () => {
    expect(messages(limit({}), limit({ scope: 'api' }))[0]).toContain('hour')
    expect(messages(limit({ period: 'x' }))).toHaveLength(1)
    expect(messages(limit({ burst: 5 }))).toHaveLength(1)
  })

  test('two of the same period and kind', () => {
    expect(messages(limit({}), limit({ name: 'more', count: 2000 }))[0]).toContain('more')
  })
})
