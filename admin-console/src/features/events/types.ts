import type { Filter } from './queries'

/** The types of events that are kept; the compiler holds the list to the contract's. */
const KEPT: Record<NonNullable<Filter['type']>, true> = {
  'node-joined': true,
  'node-left': true,
  'node-lost': true,
  'node-out-of-sync': true,
  'node-in-sync': true,
  'node-quiesced': true,
  'node-resumed': true,
  'store-wiped': true,
  'store-restored': true,
  'catalog-adopted': true,
  'datastore-switched': true,
  'lease-acquired': true,
  'lease-lost': true,
  'analytics-gap': true,
}

export const EVENT_TYPES = Object.keys(KEPT)
