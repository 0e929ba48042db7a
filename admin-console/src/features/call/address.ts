import type { Parameter } from '../document/operations'

/** A path with its templates filled and the query behind it; what is not filled stays as it is in the path and is left out of the query. */
export function pathOf(path: string, parameters: Parameter[], values: Record<string, string>): string {
  const filled = path.replace(/\{([^}]+)\}/g, (template, name: string) => {
    const value = values[`path:${name}`]
    return value ? encodeURIComponent(value) : template
  })
  const query = parameters
    .filter(({ place, name }) => place === 'query' && values[`query:${name}`])
    .map(({ name }) => `${encodeURIComponent(name)}=${encodeURIComponent(values[`query:${name}`] ?? '')}`)
  return query.length === 0 ? filled : `${filled}?${query.join('&')}`
}

/** One limit as the gateway's header fields tell it (draft-ietf-httpapi-ratelimit-headers). */
export interface LimitState {
  name: string
  remaining: number
  quota: number
  seconds: number
}

const ITEM = /"([^"]*)"((?:;[a-z]+=[0-9]+)*)/g

function items(field: string): Map<string, Record<string, number>> {
  return new Map(
    [...field.matchAll(ITEM)].map(([, name = '', parameters = '']) => [
      name,
      Object.fromEntries(parameters.split(';').filter(Boolean).map((part) => part.split('=')).map(([key, value]) => [key, Number(value)])) as Record<string, number>,
    ]),
  )
}

/** What is left of each limit, from the fields of an answer. */
export function limitsOf(headers: { name: string; value: string }[]): LimitState[] {
  const field = (name: string) => headers.find((header) => header.name.toLowerCase() === name)?.value ?? ''
  const policies = items(field('ratelimit-policy'))
  return [...items(field('ratelimit'))].map(([name, { r = 0, t = 0 }]) => ({
    name,
    remaining: r,
    quota: Math.max(policies.get(name)?.q ?? r, r),
    seconds: t,
  }))
}
