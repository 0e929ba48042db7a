import { SimpleGrid, Skeleton, Stack } from '@mantine/core'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { lazy, Suspense, type ReactNode } from 'react'
import type { Schemas } from '../../api/client'
import { useSession } from '../../api/session'
import { text } from '../../text'
import { Empty } from '../../ui/Empty'
import { IconChartHistogram } from '../../ui/icons'
import { Loaded } from '../../ui/Loaded'
import { Notice } from '../../ui/Notice'
import { Panel } from '../../ui/Page'
import { Stat } from '../overview/Stat'
import { bytes, change, CHART_HEIGHT, count, duration, errorRate } from './figures'
import { seriesQuery, type Dimension, type View } from './queries'
import { TopList } from './TopList'

const t = text.analytics

/** The library of charts is larger than all else of the page: it is fetched while figures are read. */
const RequestsChart = lazy(async () => ({ default: (await import('./Charts')).RequestsChart }))
const LatencyChart = lazy(async () => ({ default: (await import('./Charts')).LatencyChart }))

type Series = Schemas['AnalyticsSeries']

interface DashboardProps {
  view: View
  summary: UseQueryResult<Schemas['AnalyticsSummary']>
  drill: (part: Partial<View>) => void
}

export function Dashboard({ view, summary, drill }: DashboardProps) {
  const { roles } = useSession()
  const requests = useQuery(seriesQuery(view, 'requests'))
  const errors = useQuery(seriesQuery(view, 'errors'))
  const violations = useQuery(seriesQuery(view, 'violations'))
  const latency = useQuery(seriesQuery(view, 'latency'))
  const isConsumer = roles.every((role) => role === 'subscriber')
  const tops: Dimension[] = isConsumer ? ['api', 'application', 'statusClass'] : ['api', 'application', 'plan', 'statusClass', 'target', 'node']
  return (
    <Stack>
      <Loaded query={summary}>
        {({ total, previous, complete }) => (
          <>
            {!complete && <Notice tone="warn">{t.incomplete}</Notice>}
            {total.requests === 0 ? (
              <Panel>
                <Empty icon={IconChartHistogram} title={t.nothing} description={t.nothingHint} />
              </Panel>
            ) : (
              <Totals total={total} before={previous?.total} />
            )}
          </>
        )}
      </Loaded>
      {summary.data && summary.data.total.requests > 0 && (
        <>
          <SimpleGrid cols={{ base: 1, lg: 2 }}>
            <Panel title={t.overTime}>
              <Chart query={requests}>{(series) => <RequestsChart requests={series} errors={errors.data} violations={violations.data} />}</Chart>
            </Panel>
            <Panel title={t.latencyOverTime}>
              <Chart query={latency}>{(series) => <LatencyChart series={series} />}</Chart>
            </Panel>
          </SimpleGrid>
          <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
            {tops
              .filter((by) => !view[by])
              .map((by) => (
                <TopList key={by} view={view} by={by} drill={(key) => drill({ [by]: key })} />
              ))}
          </SimpleGrid>
        </>
      )}
    </Stack>
  )
}

function Chart({ query, children }: { query: UseQueryResult<Series>; children: (series: Series) => ReactNode }) {
  const placeholder = <Skeleton height={CHART_HEIGHT} />
  return (
    <Suspense fallback={placeholder}>{query.isPending ? placeholder : <Loaded query={query}>{children}</Loaded>}</Suspense>
  )
}

function Totals({ total, before }: { total: Schemas['Figures']; before: Schemas['Figures'] | undefined }) {
  const beside = (value: string, difference = '') => before && `${t.before(value)} ${difference}`
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 5 }} spacing="sm">
      <Stat label={t.requests} value={count(total.requests)} hint={beside(count(before?.requests), change(total.requests, before?.requests))} />
      <Stat label={t.errorRate} value={errorRate(total)} hint={before && beside(errorRate(before))} />
      <Stat label={t.violations} value={count(total.violations)} hint={beside(count(before?.violations), change(total.violations ?? 0, before?.violations))} />
      <Stat label={`${t.latency} ${t.p95}`} value={duration(total.latencyMicros?.p95)} hint={beside(duration(before && before.requests > 0 ? before.latencyMicros?.p95 : undefined))} />
      <Stat label={t.bytes} value={bytes(total.responseBytes)} hint={beside(bytes(before?.responseBytes))} />
    </SimpleGrid>
  )
}
