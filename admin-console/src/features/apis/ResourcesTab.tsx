import { ActionIcon, Button, Group, Select, Stack, Table, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Api } from '../../api/client'
import { text } from '../../text'
import type { Editor } from '../../ui/editor/useEditor'
import { IconPlus, IconSearch, IconTrash } from '../../ui/icons'
import { Panel } from '../../ui/Page'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', '*']
const SHOWN = 200

/** Large APIs have thousands of resources: the first are shown, the filter finds the others. */
export function ResourcesTab({ editor }: { editor: Editor<Api> }) {
  const { draft, set, errors } = editor
  const [filter, setFilter] = useState('')
  const t = text.apis.resources
  const found = draft.resources
    .map((resource, index) => ({ ...resource, index }))
    .filter(({ method, path }) => `${method} ${path}`.toLowerCase().includes(filter.trim().toLowerCase()))
  const change = (index: number, part: Partial<Api['resources'][number]>) =>
    set(({ resources }) => ({ resources: resources.map((resource, i) => (i === index ? { ...resource, ...part } : resource)) }))

  return (
    <Panel flush>
      <Group p="sm" gap="xs" justify="space-between">
        <Text fz="sm" c="dimmed" style={{ flex: '1 1 20rem' }}>
          {t.hint}
        </Text>
        <Group gap="xs">
          <TextInput
            size="xs"
            aria-label={t.filter}
            placeholder={t.filter}
            leftSection={<IconSearch size={14} />}
            value={filter}
            onChange={(e) => setFilter(e.currentTarget.value)}
          />
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={15} />}
            onClick={() => {
              setFilter('')
              set({ resources: [{ method: 'GET', path: '/' }, ...draft.resources] })
            }}
          >
            {t.add}
          </Button>
        </Group>
      </Group>
      {draft.resources.length === 0 ? (
        <Text fz="sm" px="md" pb="md">
          {t.none}
        </Text>
      ) : (
        <Stack gap={0}>
          <Table className="table" aria-label={text.apis.tabs.resources}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th w={130}>{t.method}</Table.Th>
                <Table.Th>{t.path}</Table.Th>
                <Table.Th w={50}>
                  <span className="skip">{text.common.remove}</span>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {found.slice(0, SHOWN).map(({ method, path, index }) => (
                <Table.Tr key={index}>
                  <Table.Td>
                    <Select
                      size="xs"
                      aria-label={`${t.method} ${index + 1}`}
                      data={METHODS.includes(method) ? METHODS : [method, ...METHODS]}
                      value={method}
                      onChange={(value) => change(index, { method: value ?? '*' })}
                    />
                  </Table.Td>
                  <Table.Td>
                    <TextInput
                      size="xs"
                      aria-label={`${t.path} ${index + 1}`}
                      classNames={{ input: 'mono' }}
                      value={path}
                      error={errors[`resources[${index}].path`]}
                      onChange={(e) => change(index, { path: e.currentTarget.value })}
                    />
                  </Table.Td>
                  <Table.Td>
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      aria-label={t.remove(path)}
                      onClick={() => set(({ resources }) => ({ resources: resources.filter((_, i) => i !== index) }))}
                    >
                      <IconTrash size={15} />
                    </ActionIcon>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          {found.length > SHOWN && (
            <Text fz="xs" c="dimmed" p="sm">
              {t.first(SHOWN)}
            </Text>
          )}
        </Stack>
      )}
    </Panel>
  )
}
