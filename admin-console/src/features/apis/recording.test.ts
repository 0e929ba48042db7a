import { expect, test } from 'vitest'
import { samplingInWords, shareOf, withoutDefaults } from './recording'

test('a share of records is told in words', () => {
  expect(samplingInWords(1)).toBe('Every call gets a record.')
  expect(samplingInWords(0.05)).toContain('About 5 % of calls that go well get a record, one of 20.')
  expect(samplingInWords(0.4)).toContain('one of 2.5.')
  expect(samplingInWords(0)).toContain('get no record')
})

test('percent become a share within bounds', () => {
  expect(shareOf(0.1)).toBe(0.001)
  expect(shareOf(29)).toBe(0.29)
  expect(shareOf(200)).toBe(1)
  expect(shareOf(-1)).toBe(0)
})

test('what is as usual is not said', () => {
  expect(withoutDefaults({ sampling: 1, mask: [] })).toBeUndefined()
  expect(withoutDefaults({ sampling: 0.5, mask: ['clientIp'], payload: { maxBytes: 10 } })).toEqual({
    sampling: 0.5,
    mask: ['clientIp'],
    payload: { maxBytes: 10 },
  })
})
