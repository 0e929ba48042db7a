import { ScrollArea, Table, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { rolesQuery } from '../../api/queries'
import { text } from '../../text'
import { Code } from '../../ui/Copy'
import { IconCheck } from '../../ui/icons'
import { Loaded } from '../../ui/Loaded'
import { Panel } from '../../ui/Page'

const t = text.people

/** What each role may call, as the server enforces it. */
export function RoleTable() {
  const roles = useQuery(rolesQuery)
  return (
    <Panel flush>
      <Loaded query={roles}>
        {(items) => {
          const operations = [...new Set(items.flatMap((role) => role.operations))].sort()
          return (
            <ScrollArea type="auto" viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': t.rolesTab }}>
            <Table className="table" aria-label={t.rolesTab}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t.operation}</Table.Th>
                  {items.map(({ id }) => (
                    <Table.Th key={id} ta="center">
                      {t.roles[id]}
                    </Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {operations.map((operation) => (
                  <Table.Tr key={operation}>
                    <Table.Td>
                      <Code>{operation}</Code>
                    </Table.Td>
                    {items.map((role) => (
                      <Table.Td key={role.id} ta="center">
                        {role.operations.includes(operation) ? (
                          <IconCheck size={15} role="img" aria-label={text.common.yes} />
                        ) : (
                          <Text span c="dimmed" aria-label={text.common.no} role="img">
                            –
                          </Text>
                        )}
                      </Table.Td>
                    ))}
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
            </ScrollArea>
          )
        }}
      </Loaded>
    </Panel>
  )
}
