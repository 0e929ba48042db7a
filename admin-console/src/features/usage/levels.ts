import type { Schemas } from '../../api/client'
import { text } from '../../text'
import type { Tone } from '../../ui/State'
import { elapsed } from '../../ui/time'
import { periodInWords } from '../plans/period'

export type SubscriptionUsage = Schemas['SubscriptionUsage']
export type LimitUsage = Schemas['LimitUsage']

/** A counter's figures: a limit's own, or one resource's of it. */
export type Standing = Pick<Required<LimitUsage>, 'used' | 'remaining' | 'resetSeconds'>

export type Level = 'calm' | 'nearly' | 'full'

export const TONES: Record<Level, Tone> = { calm: 'info', nearly: 'warn', full: 'bad' }

const NEARLY = 0.8
const t = text.usage

const grouped = (n: number) => n.toLocaleString('en')

/** The limit's own figures; null where they are not known. */
export function standingOf({ used, remaining, resetSeconds }: LimitUsage): Standing | null {
  return used === undefined || remaining === undefined || resetSeconds === undefined ? null : { used, remaining, resetSeconds }
}

/** How much is taken, 0 to 1; more than all counts as all. */
export function shareOf({ used }: Standing, capacity: number): number {
  return Math.min(1, used / capacity)
}

export function levelOf(standing: Standing, capacity: number): Level {
  if (standing.remaining === 0) return 'full'
  return shareOf(standing, capacity) >= NEARLY ? 'nearly' : 'calm'
}

export function usedInWords({ used }: Standing, capacity: number): string {
  return t.of(grouped(used), grouped(capacity))
}

/** When it is whole again. Windows end for all calls at once; the other algorithms give room back bit by bit. */
export function resetInWords({ used, resetSeconds }: Standing, algorithm: LimitUsage['algorithm']): string {
  if (used === 0) return t.untouched
  const time = elapsed(resetSeconds * 1000)
  return algorithm === 'fixed' ? t.resets(time) : t.refills(time)
}

/** What the limit grants, and to whom together. */
export function rateInWords({ count, period, scope }: LimitUsage): string {
  const rate = t.rate(grouped(count), periodInWords(period))
  return t.whose[scope] ? `${rate}, ${t.whose[scope]}` : rate
}
