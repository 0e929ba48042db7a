import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Cluster } from '../../api/client'
import { trafficOf, type TrafficSample } from './metrics'

const MILLIS = 5000
/** Five minutes of loads, one minute of samples. */
const LOADS = 150
const SAMPLES = 12

export interface LoadPoint {
  at: number
  load: number
}

/** The load of all nodes together over the last minutes, as far as this page has been open. */
export function useLoads(cluster: Cluster | undefined, at: number): LoadPoint[] {
  const [points, setPoints] = useState<LoadPoint[]>([])
  if (cluster && at > 0 && points.at(-1)?.at !== at) {
    const load = cluster.nodes.reduce((sum, node) => sum + node.load, 0)
    setPoints([...points, { at, load }].slice(-LOADS))
  }
  return points
}

/** The first and last sample of the answering node's metrics within a minute, while it is on; null until there are two. */
export function useTraffic(isOn: boolean): { from: TrafficSample; to: TrafficSample } | null {
  const [samples, setSamples] = useState<TrafficSample[]>([])
  const metrics = useQuery({
    queryKey: ['metrics'],
    queryFn: async () => {
      const response = await fetch('/metrics')
      return trafficOf(await response.text(), Date.now())
    },
    refetchInterval: MILLIS,
    enabled: isOn,
    gcTime: 0,
  })
  const sample = metrics.data
  const former = samples.at(-1)
  if (sample && former?.at !== sample.at) {
    // Counters that went back belong to a node that was started again, or to another one.
    const isAnother = former !== undefined && sample.requests < former.requests
    setSamples([...(isAnother ? [] : samples), sample].slice(-SAMPLES))
  }
  const from = samples[0]
  const to = samples.at(-1)
  return from && to && from !== to ? { from, to } : null
}
