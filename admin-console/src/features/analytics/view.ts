import type { View } from './queries'

const CLASSES = ['1xx', '2xx', '3xx', '4xx', '5xx']
const NAMES = ['api', 'application', 'plan', 'node', 'target'] as const

/** The view that a page's address names; what it does not understand is left out. */
export function viewOf(search: Record<string, unknown>): View {
  const view: View = { from: typeof search.from === 'string' ? search.from : 'now-1h' }
  for (const name of NAMES) {
    // An id of digits alone comes as a number.
    if (typeof search[name] === 'string' || typeof search[name] === 'number') view[name] = String(search[name])
  }
  if (search.compare === true) view.compare = true
  if (CLASSES.includes(String(search.statusClass))) view.statusClass = search.statusClass as View['statusClass']
  return view
}
