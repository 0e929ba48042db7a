import { Button, NumberInput, Select, SimpleGrid, Stack, Text, TextInput, ActionIcon, Table } from '@mantine/core'
import type { Api, Endpoint } from '../../api/client'
import { text } from '../../text'
import type { Editor } from '../../ui/editor/useEditor'
import { IconPlus, IconTrash } from '../../ui/icons'
import { Panel } from '../../ui/Page'
import { SharePreview } from './SharePreview'
import { shares } from './shares'
import { TimeoutFields } from './TimeoutFields'

type Target = Endpoint['targets'][number]
const NO_ENDPOINT: Endpoint = { algorithm: 'weighted-round-robin', targets: [] }

/** Targets with weights, and what the weights come to. An API without targets has no endpoint at all. */
export function EndpointTab({ editor }: { editor: Editor<Api> }) {
  const { draft, set, errors } = editor
  const endpoint = draft.endpoint ?? NO_ENDPOINT
  const isWeighted = endpoint.algorithm !== 'round-robin'
  const parts = shares(endpoint.targets, isWeighted)
  const t = text.apis.endpoint
  const change = (part: Partial<Endpoint>) => {
    const targets = part.targets ?? endpoint.targets
    // What kind it is follows from the number of targets; the server works it out.
    const next = { ...endpoint, ...part, type: undefined }
    set({ endpoint: targets.length === 0 ? undefined : next })
  }
  const changeTarget = (index: number, part: Partial<Target>) =>
    change({ targets: endpoint.targets.map((target, i) => (i === index ? { ...target, ...part } : target)) })

  return (
    <Stack>
      <Panel
        flush
        title={text.apis.targets}
        description={t.hint}
        actions={
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={15} />}
            onClick={() => change({ targets: [...endpoint.targets, { url: '', weight: 1 }] })}
          >
            {t.add}
          </Button>
        }
      >
        {endpoint.targets.length === 0 ? (
          <Text fz="sm" p="md">
            {t.none}
          </Text>
        ) : (
          <Table className="table" aria-label={text.apis.targets}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t.url}</Table.Th>
                <Table.Th w={100}>{t.weight}</Table.Th>
                <Table.Th w={80} ta="right" visibleFrom="xs">
                  {t.share}
                </Table.Th>
                <Table.Th w={50}>
                  <span className="skip">{text.common.remove}</span>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {endpoint.targets.map(({ url, weight = 1 }, index) => (
                <Table.Tr key={index}>
                  <Table.Td>
                    <TextInput
                      size="xs"
                      aria-label={`${t.url} ${index + 1}`}
                      placeholder="https://backend.internal/base"
                      classNames={{ input: 'mono' }}
                      value={url}
                      onChange={(e) => changeTarget(index, { url: e.currentTarget.value })}
                      error={errors[`endpoint.targets[${index}].url`]}
                    />
                  </Table.Td>
                  <Table.Td>
                    <NumberInput
                      size="xs"
                      aria-label={`${t.weight} ${index + 1}`}
                      min={0}
                      max={1000}
                      allowDecimal={false}
                      value={weight}
                      onChange={(value) => changeTarget(index, { weight: Number(value) || 0 })}
                      error={errors[`endpoint.targets[${index}].weight`]}
                    />
                  </Table.Td>
                  <Table.Td ta="right" visibleFrom="xs">
                    {((parts[index] ?? 0) * 100).toFixed(1)} %
                  </Table.Td>
                  <Table.Td>
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      aria-label={t.remove(url)}
                      onClick={() => change({ targets: endpoint.targets.filter((_, i) => i !== index) })}
                    >
                      <IconTrash size={15} />
                    </ActionIcon>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Panel>
      {endpoint.targets.length > 0 && (
        <>
          <SharePreview targets={endpoint.targets} isWeighted={isWeighted} />
          <Panel>
            <SimpleGrid cols={{ base: 1, sm: 2 }} maw={760}>
              <Select
                label={t.algorithm}
                value={endpoint.algorithm ?? 'weighted-round-robin'}
                onChange={(value) => change({ algorithm: value as Endpoint['algorithm'] })}
                data={Object.entries(t.algorithms).map(([value, label]) => ({ value, label }))}
                error={errors['endpoint.algorithm']}
              />
              <Select
                label={t.protocol}
                value={endpoint.protocol ?? 'auto'}
                onChange={(value) => change({ protocol: value as Endpoint['protocol'] })}
                data={Object.entries(t.protocols).map(([value, label]) => ({ value, label }))}
                error={errors['endpoint.protocol']}
              />
            </SimpleGrid>
            <TimeoutFields timeouts={endpoint.timeouts} set={(timeouts) => change({ timeouts })} errors={errors} />
          </Panel>
        </>
      )}
    </Stack>
  )
}
