import type { Schemas } from '../../api/client'

type Figures = Schemas['Figures']

export const DASH = '—'
/** Pixels, of a chart and of what stands there until it is drawn. */
export const CHART_HEIGHT = 240

export function count(n: number | undefined): string {
  return (n ?? 0).toLocaleString('en')
}

/** Microseconds as people read them. */
export function duration(micros: number | undefined): string {
  if (micros === undefined) return DASH
  if (micros < 1000) return `${micros} µs`
  if (micros < 1_000_000) return `${(micros / 1000).toLocaleString('en', { maximumFractionDigits: micros < 10_000 ? 1 : 0 })} ms`
  return `${(micros / 1_000_000).toLocaleString('en', { maximumFractionDigits: 1 })} s`
}

export function bytes(n: number | undefined): string {
  if (n === undefined) return DASH
  const units = ['B', 'KB', 'MB', 'GB', 'TB']
  const step = Math.min(units.length - 1, n > 0 ? Math.floor(Math.log(n) / Math.log(1024)) : 0)
  return `${(n / 1024 ** step).toLocaleString('en', { maximumFractionDigits: step === 0 ? 0 : 1 })} ${units[step]}`
}

/** The part of all requests that failed; a dash where there were none. */
export function errorRate({ requests, errors = 0 }: Figures): string {
  return requests === 0 ? DASH : `${((errors / requests) * 100).toLocaleString('en', { maximumFractionDigits: 2 })} %`
}

/** How a figure changed against the time before, such as `+12 %`; empty where that says nothing. */
export function change(now: number, before: number | undefined): string {
  if (!before) return ''
  const percent = Math.round(((now - before) / before) * 100)
  return `${percent >= 0 ? '+' : '−'}${Math.abs(percent)} %`
}
