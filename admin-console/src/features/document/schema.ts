/** A JSON Schema as API descriptions have them; only what is shown is named. */
export interface JsonSchema {
  $ref?: string
  type?: string | string[]
  format?: string
  description?: string
  enum?: unknown[]
  default?: unknown
  example?: unknown
  examples?: unknown[]
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  allOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  anyOf?: JsonSchema[]
  nullable?: boolean
}

const MAX_DEPTH = 6

/** Follows a reference within the document (JSON Pointer, RFC 6901); undefined where it leads nowhere or elsewhere. */
export function resolve(document: unknown, ref: string): unknown {
  if (!ref.startsWith('#/')) return undefined
  return ref
    .slice(2)
    .split('/')
    .map((part) => decodeURIComponent(part).replace(/~1/g, '/').replace(/~0/g, '~'))
    .reduce<unknown>((at, part) => (at !== null && typeof at === 'object' ? (at as Record<string, unknown>)[part] : undefined), document)
}

/** The same without a reference at its top. */
export function dereferenced<T extends { $ref?: string }>(document: unknown, value: T | undefined): T | undefined {
  let at: T | undefined = value
  for (let hops = 0; at?.$ref !== undefined && hops < MAX_DEPTH; hops++) at = resolve(document, at.$ref) as T | undefined
  return at
}

/** An example of a value: given ones first, else made of its type. Schemas that contain themselves end somewhere. */
export function exampleOf(document: unknown, given: JsonSchema | undefined, depth = 0): unknown {
  const schema = dereferenced(document, given)
  if (!schema || depth > MAX_DEPTH) return null
  if (schema.example !== undefined) return schema.example
  if (schema.examples?.[0] !== undefined) return schema.examples[0]
  if (schema.default !== undefined) return schema.default
  if (schema.enum?.[0] !== undefined) return schema.enum[0]
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => exampleOf(document, part, depth + 1)))
  const choice = schema.oneOf?.[0] ?? schema.anyOf?.[0]
  if (choice) return exampleOf(document, choice, depth + 1)
  const type = Array.isArray(schema.type) ? schema.type.find((name) => name !== 'null') : schema.type
  if (type === 'array') return depth >= MAX_DEPTH ? [] : [exampleOf(document, schema.items, depth + 1)]
  if (type === 'object' || schema.properties) {
    const properties = depth >= MAX_DEPTH ? [] : Object.entries(schema.properties ?? {})
    return Object.fromEntries(properties.map(([name, part]) => [name, exampleOf(document, part, depth + 1)]))
  }
  return SIMPLE[`${type}:${schema.format}`] ?? SIMPLE[type ?? ''] ?? null
}

const SIMPLE: Record<string, unknown> = {
  string: 'string',
  'string:date': '2030-01-31',
  'string:date-time': '2030-01-31T12:00:00Z',
  'string:uuid': '6f1b0e0a-8c1d-4c1c-9b0a-0f6c1d2e3f40',
  'string:email': 'name@example.org',
  'string:uri': 'https://example.org/',
  integer: 1,
  number: 1,
  boolean: true,
}

/** A type in words: `string (date-time)`, `array of Pet`. */
export function typeInWords(document: unknown, schema: JsonSchema | undefined): string {
  if (!schema) return ''
  const name = schema.$ref?.split('/').pop()
  if (name) return name
  const type = Array.isArray(schema.type) ? schema.type.join(' or ') : (schema.type ?? (schema.properties ? 'object' : ''))
  if (type === 'array') return `array of ${typeInWords(document, schema.items) || 'anything'}`
  const detail = schema.enum ? schema.enum.slice(0, 8).join(', ') : schema.format
  return detail ? `${type} (${detail})` : type
}
