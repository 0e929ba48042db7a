import { useQuery, type UseQueryOptions } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Code } from './Copy'

interface NameOfProps<T, K extends readonly unknown[]> {
  query: UseQueryOptions<T, Error, T, K>
  to: '/apis/$id' | '/applications/$id'
}

/** The name of an object that another refers to, as the way there; its id until the name is read, and where it may not be. */
export function NameOf<T extends { id?: string; name: string }, K extends readonly unknown[]>({ query, to }: NameOfProps<T, K>) {
  const { data } = useQuery({ ...query, staleTime: 5 * 60_000 })
  const id = String(query.queryKey.at(-1))
  return (
    <Link to={to} params={{ id }} className="row-link">
      {data?.name ?? <Code>{id}</Code>}
    </Link>
  )
}
