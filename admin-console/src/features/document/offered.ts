import type { Api } from '../../api/client'
import { operationsOf, type Operation } from './operations'

/** The resources decide what can be called; the description says more about those that it knows. */
export function offeredOperations(api: Pick<Api, 'resources'>, document: unknown): Operation[] {
  const described = new Map(operationsOf(document).map((operation) => [`${operation.method} ${operation.path}`, operation]))
  return api.resources.map(({ method, path }) => described.get(`${method} ${path}`) ?? undescribed(method, path))
}

function undescribed(method: string, path: string): Operation {
  return {
    id: `${method} ${path}`,
    method,
    path,
    tag: '',
    summary: '',
    description: '',
    isDeprecated: false,
    parameters: [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => ({
      name,
      place: 'path',
      isRequired: true,
      type: 'string',
      description: '',
      example: '',
    })),
    body: null,
    responses: [],
  }
}
