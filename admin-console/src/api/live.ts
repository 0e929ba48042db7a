import type { QueryClient } from '@tanstack/react-query'
import { EVENT_TYPES } from '../features/events/types'
import type { WeirEvent } from './client'

/** `connecting` until the first answer, `live` while events come, `lost` while the browser tries again. */
export type LiveState = 'connecting' | 'live' | 'lost'

const TYPES = [...EVENT_TYPES, 'catalog-changed', 'node-changed', 'events-missed']
const RETRY_MILLIS = 3000

/** Which cached answers an event makes old: the first parts of their query keys. */
export function outdatedBy(event: WeirEvent): string[] {
  const { type, details } = event
  if (type === 'catalog-changed') {
    const kind = (details as Record<string, string>).kind
    return kind ? [kind, 'cluster'] : ['*']
  }
  if (type === 'events-missed' || type === 'catalog-adopted' || type === 'store-restored' || type === 'datastore-switched') return ['*']
  if (type === 'node-changed') return ['cluster', 'catalog']
  return ['cluster', 'catalog', 'events']
}

/** Reads again what is shown and old. */
export function refresh(queries: QueryClient, event: WeirEvent): void {
  for (const part of outdatedBy(event)) {
    void queries.invalidateQueries(part === '*' ? {} : { queryKey: [part] })
  }
}

/**
 * Follows the cluster's events while the page is seen. A hidden page holds no connection, because a browser has six to a server and a
 * node takes a hundred followers; when it is seen again everything shown is read again.
 */
export function follow(onEvent: (event: WeirEvent) => void, onState: (state: LiveState) => void, onReturn: () => void): () => void {
  let source: EventSource | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let last = ''

  const read = (message: MessageEvent<string>) => {
    if (message.lastEventId) last = message.lastEventId
    onEvent(JSON.parse(message.data) as WeirEvent)
  }
  const open = () => {
    source = new EventSource(`/api/v1/events/stream${last ? `?after=${encodeURIComponent(last)}` : ''}`)
    source.onopen = () => onState('live')
    source.onerror = () => {
      onState('lost')
      // A refusal ends the source for good, unlike a connection that broke off.
      if (source?.readyState === EventSource.CLOSED) timer = setTimeout(open, RETRY_MILLIS)
    }
    TYPES.forEach((type) => source?.addEventListener(type, read as EventListener))
  }
  const close = () => {
    clearTimeout(timer)
    source?.close()
    source = null
  }
  const look = () => {
    if (document.hidden) {
      close()
    } else if (source === null) {
      open()
      onReturn()
    }
  }

  onState('connecting')
  if (!document.hidden) open()
  document.addEventListener('visibilitychange', look)
  return () => {
    document.removeEventListener('visibilitychange', look)
    close()
  }
}
