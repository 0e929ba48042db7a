import { Button, Group, Table, Text } from '@mantine/core'
import { Fragment, type ReactNode } from 'react'
import { text } from '../text'

export interface Column<T> {
  title: string
  cell: (item: T) => ReactNode
  /** Left out on screens narrower than this. */
  from?: 'xs' | 'sm' | 'md' | 'lg'
  right?: boolean
  width?: number | string
}

export interface ListProps<T> {
  label: string
  items: T[]
  columns: Column<T>[]
  id: (item: T) => string
  /** On narrow screens, what stands below a row over all columns, in place of those that are left out. */
  below?: (item: T) => ReactNode
}

/** Objects as rows. Narrow screens leave columns out instead of scrolling sideways. */
export function List<T>({ label, items, columns, id, below }: ListProps<T>) {
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
          <Fragment key={id(item)}>
            <Table.Tr>
              {columns.map(({ title, cell, from, right }) => (
                <Table.Td key={title} visibleFrom={from} ta={right ? 'right' : undefined}>
                  {cell(item)}
                </Table.Td>
              ))}
            </Table.Tr>
            {below && (
              <Table.Tr className="below" hiddenFrom="sm">
                <Table.Td colSpan={columns.length}>{below(item)}</Table.Td>
              </Table.Tr>
            )}
          </Fragment>
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
