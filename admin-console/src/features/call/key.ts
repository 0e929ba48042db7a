import { useSyncExternalStore } from 'react'

let key = ''
const readers = new Set<() => void>()

function set(next: string): void {
  key = next
  readers.forEach((reader) => reader())
}

/** The key that calls from this page carry. In memory alone: it is gone with the page. */
export function useKey(): [string, (key: string) => void] {
  const value = useSyncExternalStore(
    (reader) => {
      readers.add(reader)
      return () => readers.delete(reader)
    },
    () => key,
  )
  return [value, set]
}
