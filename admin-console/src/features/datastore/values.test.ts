import { expect, test } from 'vitest'
import { inputOf, isInForce, valuesOf, withMode, type Settings } from './values'

const settings: Settings = {
  mode: 'sentinel',
  addresses: ['a:1', 'b:2'],
  database: 3,
  tls: false,
  username: '',
  passwordSet: true,
  commandTimeout: '50ms',
  operationTimeout: '5s',
}

test('a password that was not typed is not sent, so that the present one is kept', () => {
  expect(inputOf(valuesOf(settings))).not.toHaveProperty('password')
  expect(inputOf({ ...valuesOf(settings), password: '' })).toHaveProperty('password', '')
})

test('blank addresses are not sent', () => {
  expect(inputOf({ ...valuesOf(settings), addresses: [' a:1 ', '', ' '] }).addresses).toEqual(['a:1'])
})

test('one server has one address, and Redis Cluster one database', () => {
  expect(withMode(valuesOf(settings), 'standalone').addresses).toEqual(['a:1'])
  expect(withMode(valuesOf(settings), 'cluster')).toMatchObject({ addresses: ['a:1', 'b:2'], database: 0 })
})

test('settings are in force until something differs', () => {
  expect(isInForce(valuesOf(settings), settings)).toBe(true)
  expect(isInForce({ ...valuesOf(settings), password: 'x' }, settings)).toBe(false)
  expect(isInForce({ ...valuesOf(settings), tls: true }, settings)).toBe(false)
})
