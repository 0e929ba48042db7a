import { queryOptions, useQueries } from '@tanstack/react-query'
import { answer, client } from '../../api/client'
import type { SubscriptionUsage } from './levels'

/** As many subscriptions as one answer has. */
export const PAGE = 100

const MILLIS = 3000
const MILLIS_WHILE_AWAY = 6000

/** Whose subscriptions: of one application or one API, or all that may be seen. */
export interface By {
  application?: string
  api?: string
}

/** Where subscriptions stand, read again every few seconds while somebody looks: a hidden page asks nothing. */
export const usageQuery = (by: By, after?: string) =>
  queryOptions({
    queryKey: ['usage', by, after ?? ''],
    queryFn: () => answer(client.GET('/usage', { params: { query: { limit: PAGE, after, ...by } } })),
    staleTime: MILLIS,
    refetchInterval: ({ state }) => (state.error ? MILLIS_WHILE_AWAY : MILLIS),
    refetchIntervalInBackground: false,
    retry: false,
  })

/** What is known of usage, and why not more. */
export interface Usage {
  of: (subscription: string) => SubscriptionUsage | undefined
  error: Error | null
  /** When what is known was read; 0 where nothing is. */
  at: number
}

/** The usage of the pages of a list that were read. */
export function useUsage(by: By, afters: (string | undefined)[]): Usage {
  return useQueries({
    queries: afters.map((after) => usageQuery(by, after)),
    combine: (pages) => {
      const known = new Map(pages.flatMap(({ data }) => data?.items ?? []).map((one) => [one.subscription, one]))
      return {
        of: (subscription: string) => known.get(subscription),
        error: pages.find(({ error }) => error)?.error ?? null,
        at: Math.min(...pages.map(({ dataUpdatedAt }) => dataUpdatedAt)),
      }
    },
  })
}
