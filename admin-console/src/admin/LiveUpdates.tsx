import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, type ReactNode } from 'react'
import { follow, refresh, type LiveState } from '../api/live'
import { LiveContext } from './live'

/** Follows the cluster's events for the whole console, and reads again what they make old. */
export function LiveUpdates({ isOn, children }: { isOn: boolean; children: ReactNode }) {
  const queries = useQueryClient()
  const [state, setState] = useState<LiveState>('connecting')

  useEffect(() => {
    if (!isOn) return undefined
    return follow(
      (event) => refresh(queries, event),
      setState,
      () => void queries.invalidateQueries(),
    )
  }, [isOn, queries])

  return <LiveContext.Provider value={state}>{children}</LiveContext.Provider>
}
