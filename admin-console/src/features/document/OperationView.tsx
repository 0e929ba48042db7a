import { Group, Stack, Table, Tabs, Text } from '@mantine/core'
import { useState } from 'react'
import type { Api } from '../../api/client'
import { text } from '../../text'
import { CodeBlock } from '../../ui/Copy'
import { Panel } from '../../ui/Page'
import { pathOf } from '../call/address'
import { LANGUAGES, sample, type Language, type SampleCall } from '../call/samples'
import { CallFields } from '../call/CallFields'
import { TryIt } from '../call/TryIt'
import { Method } from './Method'
import type { Operation } from './operations'

const t = text.portal

/** One operation: what it takes and gives, a call of it in several languages, and a call at once. */
export function OperationView({ api, operation, address }: { api: Api; operation: Operation; address: string }) {
  const [values, setValues] = useState<Record<string, string>>(() => examplesOf(operation))
  const [body, setBody] = useState(operation.body?.example ?? '')
  const needsKey = api.security.type === 'api-key'
  const path = pathOf(operation.path, operation.parameters, values)
  const headers: [string, string][] = [
    ...operation.parameters
      .filter(({ place, name }) => place === 'header' && values[`header:${name}`])
      .map(({ name }): [string, string] => [name, values[`header:${name}`] ?? '']),
    ...(operation.body ? [['Content-Type', operation.body.mediaType] as [string, string]] : []),
  ]
  const call: SampleCall = {
    method: operation.method === '*' ? 'GET' : operation.method,
    url: `${address}${path}`,
    headers: needsKey ? [['X-API-Key', 'YOUR_KEY'], ...headers] : headers,
    body,
  }

  return (
    <Stack>
      <Panel>
        <Stack gap="sm">
          <Group gap="xs" wrap="nowrap" align="baseline">
            <Method>{operation.method}</Method>
            <Text className="mono" fw={600}>
              {operation.path}
            </Text>
          </Group>
          {operation.summary && <Text fw={600}>{operation.summary}</Text>}
          {operation.description && (
            <Text fz="sm" style={{ whiteSpace: 'pre-wrap' }}>
              {operation.description}
            </Text>
          )}
        </Stack>
      </Panel>
      <CallFields operation={operation} values={values} setValues={setValues} body={body} setBody={setBody} />
      <TryIt api={api} method={call.method} path={path} headers={headers} body={body} />
      <Panel title={t.samples}>
        <Tabs defaultValue="curl">
          <Tabs.List aria-label={t.samples}>
            {Object.entries(LANGUAGES).map(([language, label]) => (
              <Tabs.Tab key={language} value={language}>
                {label}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {Object.entries(LANGUAGES).map(([language, label]) => (
            <Tabs.Panel key={language} value={language} pt="sm">
              <CodeBlock label={label} value={sample(language as Language, call)} />
            </Tabs.Panel>
          ))}
        </Tabs>
      </Panel>
      {operation.responses.length > 0 && (
        <Panel title={t.responses} flush>
          <Table className="table" aria-label={t.responses}>
            <Table.Tbody>
              {operation.responses.map(({ status, description }) => (
                <Table.Tr key={status}>
                  <Table.Td w={90} className="mono">
                    {status}
                  </Table.Td>
                  <Table.Td style={{ whiteSpace: 'pre-wrap' }}>{description}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Panel>
      )}
    </Stack>
  )
}

/** What has to be given starts with its example; what may be left out starts empty. */
function examplesOf({ parameters }: Operation): Record<string, string> {
  return Object.fromEntries(parameters.filter(({ isRequired }) => isRequired).map(({ place, name, example }) => [`${place}:${name}`, example]))
}
