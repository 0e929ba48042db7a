import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { answer, client } from './client'

/*
 * What is read and under which key. The first part of a key is the kind as events name it, so that a change makes old what it changed.
 */

const PAGE = 100
const ALL = 1000

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => answer(client.GET('/sessions')),
  retry: false,
  staleTime: 5 * 60_000,
})

export const rolesQuery = queryOptions({
  queryKey: ['roles'],
  queryFn: async () => (await answer(client.GET('/roles'))).items,
  staleTime: Infinity,
})

interface Page<T> {
  items: T[]
  next: string | null
}

function pages<T>(key: unknown[], read: (after: string | undefined) => Promise<Page<T>>) {
  return infiniteQueryOptions({
    queryKey: key,
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
}

export const apisQuery = (q: string) =>
  pages(['api', 'list', q], (after) => answer(client.GET('/apis', { params: { query: { limit: PAGE, after, q } } })))

export const apiQuery = (id: string) =>
  queryOptions({ queryKey: ['api', id], queryFn: () => answer(client.GET('/apis/{id}', { params: { path: { id } } })) })

export const plansQuery = queryOptions({
  queryKey: ['plan', 'all'],
  queryFn: async () => (await answer(client.GET('/plans', { params: { query: { limit: ALL } } }))).items,
})

export const planQuery = (id: string) =>
  queryOptions({ queryKey: ['plan', id], queryFn: () => answer(client.GET('/plans/{id}', { params: { path: { id } } })) })

export const applicationsQuery = (q: string) =>
  pages(['application', 'list', q], (after) => answer(client.GET('/applications', { params: { query: { limit: PAGE, after, q } } })))

export const applicationQuery = (id: string) =>
  queryOptions({
    queryKey: ['application', id],
    queryFn: () => answer(client.GET('/applications/{id}', { params: { path: { id } } })),
  })

export const keysQuery = (id: string) =>
  queryOptions({
    queryKey: ['key', id],
    queryFn: async () => (await answer(client.GET('/applications/{id}/keys', { params: { path: { id }, query: { limit: ALL } } }))).items,
  })

export const subscriptionsQuery = (by: { application?: string; api?: string }) =>
  pages(['subscription', 'list', by], (after) =>
    answer(client.GET('/subscriptions', { params: { query: { limit: PAGE, after, ...by } } })),
  )

export const clusterQuery = queryOptions({
  queryKey: ['cluster'],
  queryFn: () => answer(client.GET('/cluster')),
})

export const catalogStatusQuery = queryOptions({
  queryKey: ['catalog'],
  queryFn: () => answer(client.GET('/cluster/catalog')),
  refetchInterval: 10_000,
})

export const datastoreQuery = queryOptions({
  queryKey: ['settings', 'datastore'],
  queryFn: () => answer(client.GET('/settings/datastore')),
})

export const analyticsSettingsQuery = queryOptions({
  queryKey: ['settings', 'analytics'],
  queryFn: () => answer(client.GET('/settings/analytics')),
})

export const organizationsQuery = queryOptions({
  queryKey: ['organization', 'all'],
  queryFn: async () => (await answer(client.GET('/organizations', { params: { query: { limit: ALL } } }))).items,
})

export const organizationQuery = (id: string) =>
  queryOptions({
    queryKey: ['organization', id],
    queryFn: () => answer(client.GET('/organizations/{id}', { params: { path: { id } } })),
  })

export const tokensQuery = queryOptions({
  queryKey: ['token', 'all'],
  queryFn: async () => (await answer(client.GET('/tokens', { params: { query: { limit: ALL } } }))).items,
})

export const gatewayQuery = queryOptions({
  queryKey: ['gateway'],
  queryFn: () => answer(client.GET('/gateway')),
  staleTime: 5 * 60_000,
})
