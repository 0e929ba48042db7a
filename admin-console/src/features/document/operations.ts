import { dereferenced, exampleOf, typeInWords, type JsonSchema } from './schema'

export interface Parameter {
  name: string
  place: 'path' | 'query' | 'header'
  isRequired: boolean
  type: string
  description: string
  example: string
}

export interface Operation {
  id: string
  method: string
  path: string
  tag: string
  summary: string
  description: string
  isDeprecated: boolean
  parameters: Parameter[]
  /** Null for none. */
  body: { mediaType: string; example: string } | null
  responses: { status: string; description: string }[]
}

interface RawParameter {
  $ref?: string
  name?: string
  in?: string
  required?: boolean
  description?: string
  example?: unknown
  schema?: JsonSchema
  type?: string
  format?: string
  enum?: unknown[]
  default?: unknown
}

interface RawOperation {
  operationId?: string
  tags?: string[]
  summary?: string
  description?: string
  deprecated?: boolean
  parameters?: RawParameter[]
  requestBody?: { $ref?: string; content?: Record<string, { schema?: JsonSchema; example?: unknown; examples?: Record<string, { value?: unknown }> }> }
  consumes?: string[]
  responses?: Record<string, { $ref?: string; description?: string }>
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options']
const PLACES = new Set(['path', 'query', 'header'])

/** The operations of an OpenAPI 3 or Swagger 2 document in its order; what cannot be read is left out. */
export function operationsOf(document: unknown): Operation[] {
  const paths = (document as { paths?: Record<string, Record<string, unknown>> } | null)?.paths ?? {}
  return Object.entries(paths).flatMap(([path, raw]) => {
    const item = dereferenced(document, raw as { $ref?: string }) as Record<string, unknown> | undefined
    return METHODS.filter((method) => typeof item?.[method] === 'object').map((method) =>
      operation(document, method, path, item?.[method] as RawOperation, (item?.parameters as RawParameter[] | undefined) ?? []),
    )
  })
}

function operation(document: unknown, method: string, path: string, raw: RawOperation, shared: RawParameter[]): Operation {
  const own = [...shared, ...(raw.parameters ?? [])].map((parameter) => dereferenced(document, parameter)).filter((parameter) => parameter !== undefined)
  return {
    id: `${method} ${path}`,
    method: method.toUpperCase(),
    path,
    tag: raw.tags?.[0] ?? '',
    summary: raw.summary ?? raw.operationId ?? '',
    description: raw.description ?? '',
    isDeprecated: raw.deprecated === true,
    parameters: own.filter(({ in: place }) => PLACES.has(place ?? '')).map((parameter) => parameterOf(document, parameter)),
    body: bodyOf(document, raw, own),
    responses: Object.entries(raw.responses ?? {}).map(([status, response]) => ({
      status,
      description: dereferenced(document, response)?.description ?? '',
    })),
  }
}

function parameterOf(document: unknown, raw: RawParameter): Parameter {
  const schema: JsonSchema = raw.schema ?? { type: raw.type, format: raw.format, enum: raw.enum, default: raw.default }
  const example = raw.example ?? exampleOf(document, schema)
  return {
    name: raw.name ?? '',
    place: raw.in as Parameter['place'],
    isRequired: raw.required === true,
    type: typeInWords(document, schema),
    description: raw.description ?? schema.description ?? '',
    example: example === null ? '' : typeof example === 'object' ? JSON.stringify(example) : String(example),
  }
}

function bodyOf(document: unknown, raw: RawOperation, parameters: RawParameter[]): Operation['body'] {
  const content = dereferenced(document, raw.requestBody)?.content
  if (content) {
    const mediaType = Object.keys(content).find((type) => type.includes('json')) ?? Object.keys(content)[0]
    if (!mediaType) return null
    const media = content[mediaType]
    const given = media?.example ?? Object.values(media?.examples ?? {})[0]?.value
    return { mediaType, example: written(given ?? exampleOf(document, media?.schema)) }
  }
  const swagger = parameters.find(({ in: place }) => place === 'body')
  return swagger ? { mediaType: raw.consumes?.[0] ?? 'application/json', example: written(exampleOf(document, swagger.schema)) } : null
}

function written(example: unknown): string {
  return typeof example === 'string' ? example : JSON.stringify(example, null, 2)
}
