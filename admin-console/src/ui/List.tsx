import { Button, Group, Table, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { text } from '../text'

export interface Column<T> {
  title: string
  cell: (item: T) => ReactNode
  /** Left out on screens narrower than this. */
  from?: 'xs' | 'sm' | 'md' | 'lg'
  right?: boolean
  width?: number | string
}

interface ListProps<T> {
  label: string
  items: T[]
  columns: Column<T>[]
  id: (item: T) => string
}

/** Objects as rows. Narrow screens leave columns out instead of scrolling sideways. */
export function List<T>({ label, items, columns, id }: ListProps<T>) {
  return (
    <Table className="table" aria-label={label}>
      <Table.Thead>
        <Table.Tr>
          {columns.map(({ title, from, right, width }) => (
            <Table.Th key={title} visibleFrom={from} ta={right ? 'right' : undefined} w={width}>
              {title}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {items.map((item) => (
          <Table.Tr key={id(item)}>
            {columns.map(({ title, cell, from, right }) => (
              <Table.Td key={title} visibleFrom={from} ta={right ? 'right' : undefined}>
                {cell(item)}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

interface MoreProps {
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }
  count: number
}

/** Below a list that has further pages. */
export function More({ query, count }: MoreProps) {
  if (!query.hasNextPage) return null
  return (
    <Group justify="center" p="sm" gap="sm">
      <Text fz="xs" c="dimmed">
        {text.common.shown(count)}
      </Text>
      <Button size="xs" variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        {text.common.more}
      </Button>
    </Group>
  )
}
