const ISO = /^P(?:(\d+)W)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/
const MONTH = 30 * 86_400
const MAX = 31 * 86_400

/** Seconds of an ISO 8601 period as plans take it, a month as 30 days; null where it is none. */
export function secondsOf(period: string): number | null {
  const parts = ISO.exec(period)
  if (!parts || period.endsWith('T') || period === 'P') return null
  const [weeks = 0, months = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((part) => Number(part ?? 0))
  if (months > 0 && period !== 'P1M') return null
  const total = weeks * 604_800 + months * MONTH + days * 86_400 + hours * 3600 + minutes * 60 + seconds
  return total >= 1 && total <= MAX ? total : null
}

const UNITS: [number, string][] = [
  [604_800, 'week'],
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
]

/** A period in words behind "per": `hour`, `15 minutes`. */
export function periodInWords(period: string): string {
  if (period === 'P1M') return 'month'
  const seconds = secondsOf(period)
  if (seconds === null) return period
  const [size, unit] = UNITS.find(([length]) => seconds % length === 0) ?? [1, 'second']
  const count = seconds / size
  return count === 1 ? unit : `${count} ${unit}s`
}
