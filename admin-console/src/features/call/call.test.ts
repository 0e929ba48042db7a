import { expect, test } from 'vitest'
import { limitsOf, pathOf } from './address'
import { sample } from './samples'

const parameter = (name: string, place: 'path' | 'query') => ({ name, place, isRequired: true, type: '', description: '', example: '' })

test('templates and query are percent-encoded, and what is empty is left alone', () => {
  const parameters = [parameter('id', 'path'), parameter('q', 'query'), parameter('none', 'query')]

  expect(pathOf('/a/{id}/{other}', parameters, { 'path:id': 'x/y', 'query:q': 'a b&c' })).toBe('/a/x%2Fy/{other}?q=a%20b%26c')
})

test('limits are read from the header fields', () => {
  const headers = [
    { name: 'RateLimit-Policy', value: '"hour";q=1000;w=3600, "burst";q=10;w=1' },
    { name: 'RateLimit', value: '"hour";r=993;t=1210, "burst";r=99;t=1' },
  ]

  expect(limitsOf(headers)).toEqual([
    { name: 'hour', remaining: 993, quota: 1000, seconds: 1210 },
    { name: 'burst', remaining: 99, quota: 99, seconds: 1 },
  ])
  expect(limitsOf([])).toEqual([])
})

test('values cannot break out of the quotes of a language', () => {
  const call = { method: 'POST', url: 'http://h/a', headers: [['X-API-Key', `k'"`] as [string, string]], body: `{"a":"'; rm"}` }

  expect(sample('curl', call)).toContain(`-H 'X-API-Key: k'\\''"'`)
  expect(sample('curl', call)).toContain(`--data-raw '{"a":"'\\''; rm"}'`)
  expect(sample('javascript', call)).toContain(`"X-API-Key": "k'\\""`)
  expect(sample('java', call)).toContain(`.method("POST", HttpRequest.BodyPublishers.ofString("{\\"a\\":\\"'; rm\\"}"))`)
  expect(sample('python', call)).toContain(`data="{\\"a\\":\\"'; rm\\"}".encode()`)
})
