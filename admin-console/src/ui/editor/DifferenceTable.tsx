import { Table, Text } from '@mantine/core'
import { text } from '../../text'
import { shown, type Difference } from '../diff'

interface DifferenceTableProps {
  label: string
  differences: Difference[]
  before: string
  after: string
}

/** Two versions of an object, line by line where they differ. */
export function DifferenceTable({ label, differences, before, after }: DifferenceTableProps) {
  if (differences.length === 0) {
    return (
      <Text fz="sm" c="dimmed">
        {text.editor.noDifference}
      </Text>
    )
  }
  return (
    <Table className="table" layout="fixed" aria-label={label}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{text.editor.field}</Table.Th>
          <Table.Th>{before}</Table.Th>
          <Table.Th>{after}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {differences.map((difference) => (
          <Table.Tr key={difference.path}>
            <Table.Td className="mono">{difference.path}</Table.Td>
            <Table.Td className="mono" bg="var(--weir-soft-bad)">
              {shown(difference.before)}
            </Table.Td>
            <Table.Td className="mono" bg="var(--weir-soft-good)">
              {shown(difference.after)}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
