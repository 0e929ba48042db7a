import type { Schemas } from '../../src/api/client'

const HOUR_MILLIS = 3_600_000
const POINTS = 60
const COMPLETE = { complete: true }

const figures = (requests: number): Schemas['Figures'] => ({
  requests,
  errors: Math.round(requests / 200),
  violations: Math.round(requests / 40),
  requestBytes: requests * 310,
  responseBytes: requests * 2048,
  latencyMicros: { mean: 2400, max: 48_000, p50: 1800 + (requests % 300), p95: 7200 + (requests % 900), p99: 15_100 + (requests % 2000) },
})

const NAMES: Record<string, string[]> = {
  api: ['trial-api', 'weather'],
  application: ['claras-program'],
  plan: ['gold', 'trial'],
  node: ['node-1'],
  target: ['http://petstore.internal:8081'],
  statusClass: ['2xx', '4xx', '5xx'],
}

/** What an analytics server might answer; the same at the same time, so that pictures of it can be compared. */
export function analyticsAnswer(question: string, parameters: URLSearchParams, now: Date): unknown {
  const span = { from: new Date(now.getTime() - HOUR_MILLIS).toISOString(), to: now.toISOString() }
  const metric = parameters.get('metric') ?? 'requests'
  const by = parameters.get('by') ?? 'api'
  switch (question) {
    case 'summary':
      return { ...COMPLETE, ...span, total: figures(48_210) } satisfies Schemas['AnalyticsSummary']
    case 'series': {
      const points = Array.from({ length: POINTS }, (_, minute) => ({
        time: new Date(now.getTime() - (POINTS - minute) * (HOUR_MILLIS / POINTS)).toISOString(),
        ...figures(Math.round(800 + 250 * Math.sin(minute / 7))),
      }))
      return { ...COMPLETE, ...span, metric, interval: '1m', series: [{ key: '', points }] } satisfies Schemas['AnalyticsSeries']
    }
    case 'top': {
      const items = (NAMES[by] ?? []).map((key, place) => ({ key, ...figures(Math.round(30_000 / (place + 1) ** 2)) }))
      return { ...COMPLETE, ...span, metric, by, total: figures(48_210), items } satisfies Schemas['AnalyticsTop']
    }
    default:
      return { ...COMPLETE, ...span, total: 0, items: [], next: null }
  }
}
