/** What one look at a node's metrics tells of its traffic, counted since the node's start. */
export interface TrafficSample {
  at: number
  requests: number
  clientErrors: number
  serverErrors: number
  /** Cumulative counts by upper bound in seconds. */
  buckets: Map<number, number>
}

const LINE = /^(\w+)(?:\{([^}]*)\})? ([^ ]+)$/

/** Reads what the overview shows from the Prometheus text form. */
export function trafficOf(exposition: string, at: number): TrafficSample {
  const sample: TrafficSample = { at, requests: 0, clientErrors: 0, serverErrors: 0, buckets: new Map() }
  for (const line of exposition.split('\n')) {
    const [, name, labels = '', text = ''] = LINE.exec(line) ?? []
    const value = Number(text)
    if (name === 'weir_requests_total') {
      const status = /status="(\d)/.exec(labels)?.[1]
      sample.requests += value
      if (status === '4') sample.clientErrors += value
      if (status === '5') sample.serverErrors += value
    } else if (name === 'weir_request_duration_seconds_bucket') {
      const bound = /le="([^"]+)"/.exec(labels)?.[1]
      if (bound) sample.buckets.set(bound === '+Inf' ? Infinity : Number(bound), value)
    }
  }
  return sample
}

/** A share of what was counted between two samples; null where nothing was. */
export function share(from: TrafficSample, to: TrafficSample, of: 'clientErrors' | 'serverErrors'): number | null {
  const requests = to.requests - from.requests
  return requests <= 0 ? null : (to[of] - from[of]) / requests
}

/** The quantile of durations between two samples in seconds, from above: the bound of its bucket. Null where nothing was measured. */
export function quantile(from: TrafficSample, to: TrafficSample, q: number): number | null {
  const counts = [...to.buckets].map(([bound, count]) => [bound, count - (from.buckets.get(bound) ?? 0)] as const).sort(([a], [b]) => a - b)
  const total = counts.at(-1)?.[1] ?? 0
  if (total <= 0) return null
  const bound = counts.find(([, count]) => count >= q * total)?.[0] ?? Infinity
  return bound === Infinity ? (counts.at(-2)?.[0] ?? null) : bound
}
