import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { answer, client, type User } from '../../api/client'

const PAGE = 100

export const usersQuery = (q: string, state: User['state'] | undefined) =>
  infiniteQueryOptions({
    queryKey: ['user', 'list', q, state],
    queryFn: ({ pageParam }) => answer(client.GET('/users', { params: { query: { limit: PAGE, after: pageParam, q, state } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })

export const userQuery = (id: string) =>
  queryOptions({ queryKey: ['user', id], queryFn: () => answer(client.GET('/users/{id}', { params: { path: { id } } })) })

export const sessionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['sessions', id],
    queryFn: async () => (await answer(client.GET('/users/{id}/sessions', { params: { path: { id } } }))).items,
    staleTime: 0,
  })

export const portalSettingsQuery = queryOptions({
  queryKey: ['settings', 'portal'],
  queryFn: () => answer(client.GET('/settings/portal')),
})

export const signupQuery = queryOptions({
  queryKey: ['signup'],
  queryFn: () => answer(client.GET('/signup')),
  staleTime: 60_000,
})
