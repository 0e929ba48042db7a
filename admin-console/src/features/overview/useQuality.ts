import { useQuery } from '@tanstack/react-query'
import type { Schemas } from '../../api/client'
import { useMay } from '../../api/session'
import { summaryQuery } from '../analytics/queries'
import { quantile, share } from './metrics'
import { useTraffic } from './useTraffic'

const RECENT = { from: 'now-5m' }
const MILLIS = 10_000
const AGAIN_MILLIS = 60_000

/** How calls went lately; a figure is null where there were none. */
export interface Quality {
  /** Whose calls: of all nodes as analytics has them, or of the node that answers by its own metrics. */
  of: 'cluster' | 'node'
  /** Shares of all calls. */
  errors: number | null
  refused: number | null
  /** 95 of 100 calls took no longer, in microseconds. */
  p95: number | null
  isComplete: boolean
}

/**
 * Of all nodes where analytics answers, else of one; undefined until either is known.
 *
 * @param isRecording whether the node that answers has analytics on; undefined until that is known
 */
export function useQuality(isRecording: boolean | undefined): Quality | undefined {
  const isAllowed = useMay()('getAnalyticsSummary')
  const mayAsk = isAllowed && isRecording === true
  const summary = useQuery({
    ...summaryQuery(RECENT),
    enabled: mayAsk,
    retry: false,
    refetchInterval: (query) => (query.state.error ? AGAIN_MILLIS : MILLIS),
  })
  const traffic = useTraffic(!isAllowed || isRecording === false || summary.isError)
  if (summary.data && !summary.isError) return fromSummary(summary.data)
  if (!traffic) return undefined
  const { from, to } = traffic
  const seconds = quantile(from, to, 0.95)
  return {
    of: 'node',
    errors: share(from, to, 'serverErrors'),
    refused: share(from, to, 'clientErrors'),
    p95: seconds === null ? null : seconds * 1e6,
    isComplete: true,
  }
}

export function fromSummary({ total, complete }: Schemas['AnalyticsSummary']): Quality {
  const { requests, errors = 0, violations = 0, latencyMicros } = total
  const of = (count: number) => (requests === 0 ? null : count / requests)
  return { of: 'cluster', errors: of(errors), refused: of(violations), p95: requests === 0 ? null : (latencyMicros?.p95 ?? null), isComplete: complete }
}
