import createClient, { type Middleware } from 'openapi-fetch'
import { ProblemError, problemOf } from './problem'
import type { components, paths } from '../../generated/schema'

export type Schemas = components['schemas']
export type Api = Schemas['Api']
export type Endpoint = Schemas['Endpoint']
export type Plan = Schemas['Plan']
export type PlanLimit = Schemas['PlanLimit']
export type Application = Schemas['Application']
export type Key = Schemas['Key']
export type Subscription = Schemas['Subscription']
export type Cluster = Schemas['Cluster']
export type ClusterNode = Cluster['nodes'][number]
export type WeirEvent = Schemas['Event']
export type User = Schemas['User']
export type Token = Schemas['Token']
export type Organization = Schemas['Organization']

const lost = new Set<() => void>()

/** Calls back when the server says that nobody is logged in any more. */
export function onLoginLost(callback: () => void): () => void {
  lost.add(callback)
  return () => lost.delete(callback)
}

/** Turns every answer that is not a success into a thrown {@link ProblemError}, so that callers read data alone. */
const refusals: Middleware = {
  async onResponse({ request, response }) {
    if (response.ok) return undefined
    const problem = await problemOf(response)
    const isLogin = request.method === 'POST' && new URL(request.url).pathname.endsWith('/sessions')
    if (response.status === 401 && !isLogin) lost.forEach((callback) => callback())
    throw new ProblemError(problem, response.headers.get('Retry-After'))
  },
  onError() {
    return new ProblemError({ type: 'about:blank', title: 'Offline', status: 0, code: 'offline', detail: '', requestId: '' }, null)
  },
}

/** The admin API. A form of another site cannot send the header, so the session's cookie alone changes nothing. */
export const client = createClient<paths>({ baseUrl: '/api/v1', headers: { 'X-Requested-With': 'weir-console' } })
client.use(refusals)

/** The data of an answer; a success without one is a fault of the server. */
export async function answer<T>(call: Promise<{ data?: T }>): Promise<T> {
  const { data } = await call
  if (data === undefined) throw new Error('the answer has no body')
  return data
}

/** What `If-Match` carries for an object that was read at this revision. */
export function etag(object: { revision?: number }): string {
  return `"${object.revision}"`
}
