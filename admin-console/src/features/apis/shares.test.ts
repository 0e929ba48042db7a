import { expect, test } from 'vitest'
import { sequence, shares } from './shares'

test('shares follow the weights, and 1 is the weight of a target without one', () => {
  expect(shares([{ weight: 3 }, {}], true)).toEqual([0.75, 0.25])
})

test('in turn, weights do not count, but 0 takes a target out', () => {
  expect(shares([{ weight: 9 }, { weight: 1 }, { weight: 0 }], false)).toEqual([0.5, 0.5, 0])
})

test('nobody gets a request where every weight is 0', () => {
  expect(shares([{ weight: 0 }], true)).toEqual([0])
  expect(sequence([{ weight: 0 }], true, 3)).toEqual([])
})

test('heavy targets are spread over the sequence', () => {
  expect(sequence([{ weight: 5 }, { weight: 1 }, { weight: 1 }], true, 7)).toEqual([0, 0, 1, 0, 2, 0, 0])
})
