import { queryOptions } from '@tanstack/react-query'
import { ProblemError, problemOf } from '../../api/problem'

/** The imported document of an API, as it was parsed; null where it has none. YAML is read by a parser of its own, fetched only then. */
export const documentQuery = (id: string, digest: string | undefined) =>
  queryOptions({
    queryKey: ['document', id, digest],
    queryFn: async (): Promise<unknown> => {
      if (digest === undefined) return null
      const response = await fetch(`/api/v1/apis/${encodeURIComponent(id)}/document`)
      if (!response.ok) throw new ProblemError(await problemOf(response), response.headers.get('Retry-After'))
      const text = await response.text()
      if (text.trimStart().startsWith('{')) return JSON.parse(text) as unknown
      const { parse } = await import('yaml')
      return parse(text) as unknown
    },
    staleTime: Infinity,
  })
