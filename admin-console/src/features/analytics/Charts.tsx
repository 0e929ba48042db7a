import { AreaChart, LineChart } from '@mantine/charts'
import '@mantine/charts/styles.css'
import type { Schemas } from '../../api/client'
import { text } from '../../text'
import { CHART_HEIGHT, count, duration } from './figures'

const t = text.analytics
const DAY_MILLIS = 86_400_000

type Series = Schemas['AnalyticsSeries']

/** Moments of the time axis: the time of day within two days, else the date. */
function axis({ from, to }: Series): (time: string) => string {
  const isShort = new Date(to).getTime() - new Date(from).getTime() <= 2 * DAY_MILLIS
  const format = new Intl.DateTimeFormat('en', isShort ? { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } : { month: 'short', day: 'numeric', hour: '2-digit', hourCycle: 'h23' })
  return (time) => format.format(new Date(time))
}

const pointsOf = (series: Series) => series.series[0]?.points ?? []

interface RequestsProps {
  requests: Series
  /** Absent until they are read; then there is no line for them. */
  errors: Series | undefined
  violations: Series | undefined
}

export function RequestsChart({ requests, errors, violations }: RequestsProps) {
  const at = axis(requests)
  const refused = new Map(violations && pointsOf(violations).map(({ time, violations: n }) => [time, n]))
  const failed = new Map(errors && pointsOf(errors).map(({ time, errors: n }) => [time, n]))
  const data = pointsOf(requests).map(({ time, requests: n }) => ({
    time: at(time),
    [t.requests]: n,
    [t.violations]: refused.get(time) ?? null,
    [t.errors]: failed.get(time) ?? null,
  }))
  return (
    <AreaChart
      h={CHART_HEIGHT}
      data={data}
      dataKey="time"
      series={[
        { name: t.requests, color: 'var(--weir-info)' },
        { name: t.violations, color: 'var(--weir-warn)' },
        { name: t.errors, color: 'var(--weir-bad)' },
      ]}
      withLegend
      withDots={false}
      curveType="monotone"
      valueFormatter={count}
      areaChartProps={{ accessibilityLayer: false }}
      aria-label={t.overTime}
    />
  )
}

export function LatencyChart({ series }: { series: Series }) {
  const at = axis(series)
  const data = pointsOf(series).map(({ time, requests, latencyMicros }) => {
    // Without calls there is no latency, which is another thing than one of 0.
    const measured = requests > 0 ? latencyMicros : undefined
    return { time: at(time), [t.p50]: measured?.p50 ?? null, [t.p95]: measured?.p95 ?? null, [t.p99]: measured?.p99 ?? null }
  })
  return (
    <LineChart
      h={CHART_HEIGHT}
      data={data}
      dataKey="time"
      series={[
        { name: t.p50, color: 'var(--weir-good)' },
        { name: t.p95, color: 'var(--weir-info)' },
        { name: t.p99, color: 'var(--weir-warn)' },
      ]}
      withLegend
      dotProps={{ r: 2 }}
      connectNulls={false}
      curveType="monotone"
      valueFormatter={duration}
      yAxisProps={{ width: 64 }}
      lineChartProps={{ accessibilityLayer: false }}
      aria-label={t.latencyOverTime}
    />
  )
}
