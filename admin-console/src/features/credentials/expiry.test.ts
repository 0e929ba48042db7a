import { expect, test } from 'vitest'
import { fieldOf, momentOf } from './expiry'

test('a moment goes through the field and back', () => {
  expect(momentOf(fieldOf('2030-01-31T12:00:00Z'))).toBe('2030-01-31T12:00:00.000Z')
})

test('what was not touched keeps its seconds', () => {
  const expires = '2030-01-31T12:00:42Z'

  expect(momentOf(fieldOf(expires), expires)).toBe(expires)
})

test('an empty field is never', () => {
  expect(fieldOf(undefined)).toBe('')
  expect(momentOf('', '2030-01-31T12:00:00Z')).toBeUndefined()
})
