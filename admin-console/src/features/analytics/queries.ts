import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { answer, client, type Schemas } from '../../api/client'

export type Dimension = 'api' | 'application' | 'plan' | 'node' | 'target' | 'statusClass'
export type Figures = Schemas['Figures']

/** What the dashboards are of; it stands in the page's address, so that it can be passed on. */
export interface View {
  from: string
  compare?: boolean
  api?: string
  application?: string
  plan?: string
  node?: string
  target?: string
  statusClass?: '1xx' | '2xx' | '3xx' | '4xx' | '5xx'
}

const PAGE = 50
const TOP = 8

function filterOf(view: View) {
  const { from, api, application, plan, node, target, statusClass } = view
  return { from, api, application, plan, node, target, statusClass }
}

export const summaryQuery = (view: View) =>
  queryOptions({
    queryKey: ['analytics', 'summary', view],
    queryFn: () => answer(client.GET('/analytics/summary', { params: { query: { ...filterOf(view), compare: view.compare ? 'previous' : undefined } } })),
    placeholderData: (former) => former,
    refetchInterval: 30_000,
  })

type Metric = 'requests' | 'errors' | 'violations' | 'latency'

/** The course of one figure; the server answers the figure that is asked for, and no other. */
export const seriesQuery = (view: View, metric: Metric) =>
  queryOptions({
    queryKey: ['analytics', 'series', metric, filterOf(view)],
    queryFn: () => answer(client.GET('/analytics/series', { params: { query: { ...filterOf(view), metric } } })),
    placeholderData: (former) => former,
    refetchInterval: 30_000,
  })

export const topQuery = (view: View, by: Dimension) =>
  queryOptions({
    queryKey: ['analytics', 'top', by, filterOf(view)],
    queryFn: () => answer(client.GET('/analytics/top', { params: { query: { ...filterOf(view), by, limit: TOP } } })),
    placeholderData: (former) => former,
  })

export const callsQuery = (view: View, requestId: string) =>
  infiniteQueryOptions({
    queryKey: ['analytics', 'calls', requestId, filterOf(view)],
    queryFn: ({ pageParam }) =>
      answer(client.GET('/analytics/events', { params: { query: { ...filterOf(view), limit: PAGE, after: pageParam, requestId: requestId || undefined } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })

/** Where the usage report of a view is, for the browser to fetch. */
export function usageAddress(view: View): string {
  const query = new URLSearchParams({ format: 'csv' })
  for (const [name, value] of Object.entries(filterOf(view))) if (value) query.set(name, value)
  return `/api/v1/analytics/usage?${query.toString()}`
}
