import { AreaChart, LineChart } from '@mantine/charts'
import '@mantine/charts/styles.css'
import type { Schemas } from '../../api/client'
import { text } from '../../text'
import { count, duration } from './figures'

const t = text.analytics
const HEIGHT = 240
const DAY_MILLIS = 86_400_000

type Series = Schemas['AnalyticsSeries']

/** Moments of the time axis: the time of day within two days, else the date. */
function axis({ from, to }: Series): (time: string) => string {
  const isShort = new Date(to).getTime() - new Date(from).getTime() <= 2 * DAY_MILLIS
  const format = new Intl.DateTimeFormat('en', isShort ? { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } : { month: 'short', day: 'numeric', hour: '2-digit', hourCycle: 'h23' })
  return (time) => format.format(new Date(time))
}

const pointsOf = (series: Series) => series.series[0]?.points ?? []

export function RequestsChart({ series }: { series: Series }) {
  const at = axis(series)
  const data = pointsOf(series).map(({ time, requests, errors = 0, violations = 0 }) => ({
    time: at(time),
    [t.requests]: requests,
    [t.violations]: violations,
    [t.errors]: errors,
  }))
  return (
    <AreaChart
      h={HEIGHT}
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
  const data = pointsOf(series).map(({ time, latencyMicros }) => ({
    time: at(time),
    [t.p50]: latencyMicros?.p50 ?? null,
    [t.p95]: latencyMicros?.p95 ?? null,
    [t.p99]: latencyMicros?.p99 ?? null,
  }))
  return (
    <LineChart
      h={HEIGHT}
      data={data}
      dataKey="time"
      series={[
        { name: t.p50, color: 'var(--weir-good)' },
        { name: t.p95, color: 'var(--weir-info)' },
        { name: t.p99, color: 'var(--weir-warn)' },
      ]}
      withLegend
      withDots={false}
      connectNulls={false}
      curveType="monotone"
      valueFormatter={duration}
      yAxisProps={{ width: 64 }}
      lineChartProps={{ accessibilityLayer: false }}
      aria-label={t.latencyOverTime}
    />
  )
}
