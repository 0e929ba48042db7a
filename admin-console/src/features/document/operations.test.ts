import { expect, test } from 'vitest'
import { operationsOf } from './operations'
import { exampleOf, resolve, typeInWords } from './schema'

const openapi = {
  openapi: '3.0.0',
  paths: {
    '/pets/{id}': {
      parameters: [{ $ref: '#/components/parameters/Id' }],
      get: { tags: ['pets'], summary: 'One pet', responses: { 200: { description: 'The pet' }, 404: { $ref: '#/components/responses/Missing' } } },
      put: { requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } } }, deprecated: true },
    },
  },
  components: {
    parameters: { Id: { name: 'id', in: 'path', required: true, schema: { type: 'integer', format: 'int64' } } },
    responses: { Missing: { description: 'No such pet' } },
    schemas: {
      Pet: { type: 'object', properties: { name: { type: 'string' }, born: { type: 'string', format: 'date' }, mother: { $ref: '#/components/schemas/Pet' } } },
    },
  },
}

test('operations carry the parameters of their path, references followed', () => {
  const [get, put] = operationsOf(openapi)

  expect(get).toMatchObject({ method: 'GET', path: '/pets/{id}', tag: 'pets', summary: 'One pet' })
  expect(get?.parameters).toEqual([{ name: 'id', place: 'path', isRequired: true, type: 'integer (int64)', description: '', example: '1' }])
  expect(get?.responses).toEqual([
    { status: '200', description: 'The pet' },
    { status: '404', description: 'No such pet' },
  ])
  expect(put).toMatchObject({ isDeprecated: true, body: { mediaType: 'application/json' } })
})

test('an example of a schema that contains itself comes to an end', () => {
  const [, put] = operationsOf(openapi)

  expect(JSON.parse(put?.body?.example ?? '')).toMatchObject({ name: 'string', born: '2030-01-31', mother: { name: 'string' } })
})

test('Swagger has its body among the parameters', () => {
  const swagger = { paths: { '/a': { post: { parameters: [{ in: 'body', name: 'b', schema: { type: 'object', properties: { n: { type: 'integer' } } } }, { in: 'query', name: 'q', type: 'string' }] } } } }
  const [post] = operationsOf(swagger)

  expect(post?.body?.example).toContain('"n": 1')
  expect(post?.parameters.map(({ name }) => name)).toEqual(['q'])
})

test('what is no description has no operations', () => {
  expect(operationsOf(null)).toEqual([])
  expect(operationsOf({ paths: { '/a': null } })).toEqual([])
  expect(operationsOf('text')).toEqual([])
})

test('references stay within the document, and may be escaped', () => {
  expect(resolve({ a: { 'x/y': 1 } }, '#/a/x~1y')).toBe(1)
  expect(resolve({}, 'https://example.org/a.json#/b')).toBeUndefined()
  expect(exampleOf({}, { allOf: [{ type: 'object', properties: { a: { type: 'boolean' } } }, { example: { b: 2 } }] })).toEqual({ a: true, b: 2 })
  expect(typeInWords({}, { type: 'array', items: { $ref: '#/components/schemas/Pet' } })).toBe('array of Pet')
})
