import type { PlanLimit } from '../../api/client'
import { text } from '../../text'
import type { Tone } from '../../ui/State'
import { periodInWords, secondsOf } from './period'

const t = text.plans

const grouped = (n: number) => n.toLocaleString('en')

/** How many can pass at one moment. */
function capacity({ algorithm, burst, count }: PlanLimit): number {
  return algorithm === 'token-bucket' ? (burst ?? count) : count
}

/** One limit as a sentence. */
export function limitInWords(limit: PlanLimit): string {
  const { count, period, scope = 'application', algorithm = 'fixed' } = limit
  const requests = `${grouped(count)} ${count === 1 ? 'request' : 'requests'}`
  const per = periodInWords(period)
  const each = per.includes(' ') ? `in ${per}` : `per ${per}`
  const whose = t.scopeWords[scope]
  if (algorithm === 'token-bucket') {
    return `Up to ${grouped(capacity(limit))} at once, refilled by ${requests} ${each}, for ${whose}.`
  }
  return algorithm === 'rolling'
    ? `At most ${requests} in any ${per}, for ${whose}.`
    : `At most ${requests} ${each}, for ${whose}; counted anew ${renewal(per)}.`
}

function renewal(per: string): string {
  const whens: Record<string, string> = {
    day: 'at midnight UTC',
    week: 'each Monday, UTC',
    month: 'on the 1st, UTC',
  }
  return whens[per] ?? `each ${per}`
}

/** Something about a plan's limits that its author may not have meant. */
export interface Remark {
  tone: Tone
  message: string
}

/** Limits that contradict each other, can never be reached, or refuse more than they seem to. */
export function remarksOn(limits: PlanLimit[]): Remark[] {
  const remarks: Remark[] = []
  const names = new Set<string>()
  limits.forEach((limit, i) => {
    if (names.has(limit.name)) remarks.push({ tone: 'bad', message: t.remarks.sameName(limit.name) })
    names.add(limit.name)
    if (secondsOf(limit.period) === null) remarks.push({ tone: 'bad', message: t.remarks.badPeriod(limit.name, limit.period) })
    if (limit.algorithm !== 'token-bucket' && limit.burst !== undefined) remarks.push({ tone: 'warn', message: t.remarks.idleBurst(limit.name) })
    if (limit.onStoreFailure === 'reject') remarks.push({ tone: 'info', message: t.remarks.rejects(limit.name) })
    limits.slice(i + 1).forEach((other) => remarks.push(...between(limit, other)))
  })
  return remarks
}

function between(one: PlanLimit, two: PlanLimit): Remark[] {
  const first = secondsOf(one.period)
  const second = secondsOf(two.period)
  if (first === null || second === null || (one.scope ?? 'application') !== (two.scope ?? 'application')) return []
  const isFirstShorter = first < second || (first === second && capacity(one) <= capacity(two))
  const [short, long] = isFirstShorter ? [one, two] : [two, one]
  const [shortSeconds, longSeconds] = isFirstShorter ? [first, second] : [second, first]
  if (shortSeconds === longSeconds && one.algorithm === two.algorithm) {
    return [{ tone: 'warn', message: t.remarks.samePeriod(short.name, long.name) }]
  }
  if (shortSeconds === longSeconds) return []
  if (capacity(short) >= capacity(long) && long.algorithm !== 'token-bucket') {
    return [{ tone: 'warn', message: t.remarks.shortIdle(short.name, long.name) }]
  }
  // One window more than fit, because windows need not begin together.
  const most = short.count * (Math.ceil(longSeconds / shortSeconds) + 1) + (short.algorithm === 'token-bucket' ? capacity(short) : 0)
  return most <= long.count ? [{ tone: 'warn', message: t.remarks.longIdle(long.name, short.name) }] : []
}
