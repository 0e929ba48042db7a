const DEFAULT = 'default'

export function isDefault(organization: string): boolean {
  return organization === DEFAULT
}

/** What the contexts of an organization's APIs are put behind; empty for the default one. */
export function prefixOf(organization: string): string {
  return isDefault(organization) ? '' : `/t/${organization}`
}
