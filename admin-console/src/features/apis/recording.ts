import type { Api } from '../../api/client'
import { text } from '../../text'

export type Recording = NonNullable<Api['analytics']>
export type Mask = NonNullable<Recording['mask']>[number]

export const MASKS: Mask[] = ['clientIp', 'userAgent', 'path', 'consumer', 'application']
export const PAYLOAD_BYTES = { usual: 4096, max: 65_536 }
const t = text.recording.samplingMeans

/** What a share of calls with a record comes to. */
export function samplingInWords(sampling: number): string {
  if (sampling >= 1) return t.all
  if (sampling <= 0) return t.none
  const figure = (n: number, digits: number) => n.toLocaleString('en', { maximumFractionDigits: digits })
  return t.some(figure(sampling * 100, 4), figure(1 / sampling, sampling > 0.1 ? 1 : 0))
}

/** Percent as a share, without what binary fractions add to it. */
export function shareOf(percent: number): number {
  return Math.min(1, Math.max(0, Number((percent / 100).toFixed(6))))
}

/** What an API says of its records, without what says nothing; undefined where all is as usual. */
export function withoutDefaults({ sampling = 1, mask = [], payload }: Recording): Recording | undefined {
  const said: Recording = {
    ...(sampling === 1 ? {} : { sampling }),
    ...(mask.length === 0 ? {} : { mask }),
    ...(payload ? { payload } : {}),
  }
  return Object.keys(said).length === 0 ? undefined : said
}
