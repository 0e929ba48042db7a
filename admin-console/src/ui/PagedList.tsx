import type { ReactNode } from 'react'
import { List, More, type Column, type ListProps } from './List'
import { Loaded } from './Loaded'

interface Pages<T> {
  data: { pages: { items: T[] }[] } | undefined
  error: Error | null
  refetch: () => unknown
  hasNextPage: boolean
  isFetchingNextPage: boolean
  fetchNextPage: () => unknown
}

interface PagedListProps<T> {
  query: Pages<T>
  label: string
  columns: Column<T>[]
  id: (item: T) => string
  below?: ListProps<T>['below']
  /** Lines of the placeholder. */
  lines?: number
  /** What is shown of the pages that were read; all of them unless given. */
  arrange?: (items: T[]) => T[]
  /** In place of an empty list. */
  empty: ReactNode
}

/** Objects that are read page by page. */
export function PagedList<T>({ query, label, columns, id, below, lines, arrange = (items) => items, empty }: PagedListProps<T>) {
  return (
    <Loaded query={query} lines={lines}>
      {({ pages }) => {
        const items = arrange(pages.flatMap((page) => page.items))
        return (
          <>
            {items.length === 0 && !query.hasNextPage ? empty : <List label={label} items={items} columns={columns} id={id} below={below} />}
            <More query={query} count={items.length} />
          </>
        )
      }}
    </Loaded>
  )
}
