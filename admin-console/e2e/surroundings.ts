/** What the tests are told of the nodes that were started for them. */
function required(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set (expected: as ConsoleIT sets it)`)
  return value
}

/** The admin listener of a node of a cluster of two. */
export const ADMIN = required('WEIR_ADMIN_URL')
export const PORTAL = required('WEIR_PORTAL_URL')
export const PASSWORD = required('WEIR_PASSWORD')
/** The cluster's other node. */
export const SECOND = { pid: Number(required('WEIR_SECOND_PID')), id: required('WEIR_SECOND_ID') }
/** A node of its own, and the store of the cluster that it is to join. */
export const LONER = { url: required('WEIR_LONER_URL'), password: required('WEIR_LONER_PASSWORD') }
export const STORE = { address: required('WEIR_STORE_ADDRESS'), password: required('WEIR_STORE_PASSWORD') }
/** Something that answers calls. */
export const TARGET = required('WEIR_TARGET_URL')
/** A description to import. */
export const DOCUMENT = required('WEIR_DOCUMENT')
/** One with more than a thousand operations. */
export const GITHUB = required('WEIR_GITHUB_DOCUMENT')
/** An analytics server that is starting or has started. */
export const ANALYTICS = required('WEIR_ANALYTICS_ADDRESS')
