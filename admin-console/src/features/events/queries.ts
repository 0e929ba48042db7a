import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { answer, client } from '../../api/client'
import type { paths } from '../../../generated/schema'

export type Filter = Pick<NonNullable<paths['/events']['get']['parameters']['query']>, 'type' | 'severity' | 'node'>

const RECENT = 6
const PAGE = 100

export const recentEventsQuery = queryOptions({
  queryKey: ['events', 'recent'],
  queryFn: async () => (await answer(client.GET('/events', { params: { query: { limit: RECENT } } }))).items,
})

export const eventsQuery = (filter: Filter) =>
  infiniteQueryOptions({
    queryKey: ['events', 'list', filter],
    queryFn: ({ pageParam }) => answer(client.GET('/events', { params: { query: { limit: PAGE, after: pageParam, ...filter } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
