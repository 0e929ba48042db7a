import { Box, Group, Stack, Table, Text } from '@mantine/core'
import type { Schemas } from '../../../api/client'
import { text } from '../../../text'
import { Code } from '../../../ui/Copy'
import { Facts } from '../../../ui/Facts'
import { Panel } from '../../../ui/Page'
import { State, type Tone } from '../../../ui/State'

const SHOWN = 100
const TONES: Record<Schemas['Import']['problems'][number]['severity'], Tone> = { error: 'bad', warning: 'warn', info: 'info' }
const ORDER = ['error', 'warning', 'info'] as const

/** What would be made of a document, and everything that was found in it. */
export function ImportPreview({ found }: { found: Schemas['Import'] }) {
  const t = text.imports
  const { api, problems } = found
  const resources = api.resources ?? []
  const sorted = [...problems].sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity))
  return (
    <>
      <Panel title={t.wouldMake}>
        <Facts
          facts={[
            [text.common.name, api.name],
            [text.apis.version, api.version ?? '—'],
            [text.apis.context, <Code key="context">{api.context}</Code>],
            [text.apis.tabs.endpoint, api.endpoint ? <Code key="target">{api.endpoint.targets[0]?.url ?? '—'}</Code> : t.noEndpoint],
          ]}
        />
      </Panel>
      <Panel title={t.problems} description={problems.length === 0 ? t.noProblems : undefined} flush={problems.length > 0}>
        {problems.length > 0 && (
          <Table className="table" aria-label={t.problems}>
            <Table.Tbody>
              {sorted.slice(0, SHOWN).map(({ path, message, severity }, i) => (
                <Table.Tr key={i}>
                  <Table.Td w={110}>
                    <State tone={TONES[severity]}>{t.severities[severity]}</State>
                  </Table.Td>
                  <Table.Td>
                    {message}
                    <Text fz="xs" c="dimmed" className="mono">
                      {path}
                    </Text>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
        {problems.length > SHOWN && (
          <Text fz="xs" c="dimmed" p="sm">
            {t.moreProblems(problems.length - SHOWN)}
          </Text>
        )}
      </Panel>
      <Panel title={text.apis.resourceCount(resources.length)}>
        <Stack gap={4}>
          {resources.slice(0, SHOWN).map(({ method, path }) => (
            <Group key={`${method} ${path}`} gap="sm" wrap="nowrap" align="flex-start">
              <Box w={64} className="mono" fz="xs">
                {method}
              </Box>
              <Code>{path}</Code>
            </Group>
          ))}
          {resources.length > SHOWN && (
            <Text fz="xs" c="dimmed">
              {t.moreResources(resources.length - SHOWN)}
            </Text>
          )}
        </Stack>
      </Panel>
    </>
  )
}
