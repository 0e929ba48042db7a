import { expect, test } from 'vitest'
import { saidOf, undo, type Step } from './undo'

const made: string[] = []
const works = (what: string): Step => ({ what, make: () => Promise.resolve(made.push(what)) })
const fails = (what: string): Step => ({ what, make: () => Promise.reject(new Error(`${what} exists`)) })

test('everything comes back in its order', async () => {
  made.length = 0

  const ended = await undo([works('shop'), works('key k1'), works('key k2')])

  expect(made).toEqual(['shop', 'key k1', 'key k2'])
  expect(saidOf('Shop', ended)).toBe('Shop is back')
})

test('nothing that belongs to it is tried where the object itself does not come back', async () => {
  made.length = 0

  const ended = await undo([fails('shop'), works('key k1')])

  expect(made).toEqual([])
  expect(saidOf('Shop', ended)).toBe('Shop is not back: shop exists')
})

test('what does not come back is named, and keeps nothing else away', async () => {
  made.length = 0

  const ended = await undo([works('shop'), fails('key k1'), works('key k2')])

  expect(made).toEqual(['shop', 'key k2'])
  expect(saidOf('Shop', ended)).toBe('Shop is back, but without key k1: key k1 exists')
})

test('of many that are missing the first are named', async () => {
  const ended = await undo([works('shop'), ...['a', 'b', 'c', 'd', 'e'].map(fails)])

  expect(saidOf('Shop', ended)).toBe('Shop is back, but without a, b, c and 2 more: a exists')
})
