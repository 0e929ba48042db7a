/** One place where two values differ; `undefined` stands for absent. */
export interface Difference {
  path: string
  before: unknown
  after: unknown
}

const MADE_BY_SERVER = new Set(['revision', 'updated', 'author'])

/** Where two versions of an object differ, by path such as `endpoint.targets[1].weight`. What the server sets by itself does not count. */
export function differences(before: unknown, after: unknown, path = ''): Difference[] {
  if (Object.is(before, after)) return []
  if (Array.isArray(before) && Array.isArray(after)) {
    const length = Math.max(before.length, after.length)
    return Array.from({ length }, (_, i) => differences(before[i], after[i], `${path}[${i}]`)).flat()
  }
  if (isObject(before) && isObject(after)) {
    const names = new Set([...Object.keys(before), ...Object.keys(after)])
    return [...names]
      .filter((name) => path !== '' || !MADE_BY_SERVER.has(name))
      .flatMap((name) => differences(before[name], after[name], path === '' ? name : `${path}.${name}`))
  }
  return [{ path, before, after }]
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A value as it stands in a comparison. */
export function shown(value: unknown): string {
  if (value === undefined || value === null) return '—'
  return typeof value === 'string' ? value : JSON.stringify(value)
}
