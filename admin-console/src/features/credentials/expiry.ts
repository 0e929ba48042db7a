/** A moment as a field for local date and time has it; empty for never. */
export function fieldOf(expires: string | undefined): string {
  if (expires === undefined) return ''
  const at = new Date(expires)
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, 16)
}

/** The moment that such a field names; undefined for never. A moment that was not touched keeps its seconds. */
export function momentOf(field: string, former?: string): string | undefined {
  if (field === '') return undefined
  return field === fieldOf(former) ? former : new Date(field).toISOString()
}
