import { Group, Modal, Select, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { text } from '../../text'
import { Code, CodeBlock } from '../../ui/Copy'
import { Empty } from '../../ui/Empty'
import { IconChartHistogram, IconSearch } from '../../ui/icons'
import { List, More, type Column } from '../../ui/List'
import { Loaded } from '../../ui/Loaded'
import { Panel } from '../../ui/Page'
import { State } from '../../ui/State'
import { When } from '../../ui/When'
import { duration } from './figures'
import { callsQuery, type View } from './queries'

const t = text.analytics
const CLASSES = ['2xx', '3xx', '4xx', '5xx']

/** A record of one call, as docs/analytics.md describes it; only what is shown is named. */
interface Call {
  '@timestamp'?: string
  requestId?: string
  method?: string
  path?: string
  status?: number
  error?: string
  api?: string
  application?: string
  durationMicros?: number
  node?: string
}

export function Calls({ view }: { view: View }) {
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const [shown, setShown] = useState<Call | null>(null)
  const [requestId] = useDebouncedValue(typed.trim(), 250)
  const calls = useInfiniteQuery(callsQuery(view, requestId))
  const columns: Column<Call>[] = [
    { title: t.call.time, cell: (call) => <When at={call['@timestamp']} />, width: 140 },
    {
      title: t.call.request,
      cell: (call) => (
        <button type="button" className="link-button" onClick={() => setShown(call)}>
          <Code>{`${call.method ?? ''} ${call.path ?? ''}`}</Code>
        </button>
      ),
    },
    {
      title: t.call.status,
      cell: ({ status = 0, error }) => (
        <State tone={status >= 500 ? 'bad' : status >= 400 ? 'warn' : 'good'}>
          {status} {error ?? ''}
        </State>
      ),
    },
    { title: t.call.api, cell: ({ api }) => api ?? '—', from: 'sm' },
    { title: t.call.caller, cell: ({ application }) => application ?? '—', from: 'md' },
    { title: t.call.duration, cell: ({ durationMicros }) => duration(durationMicros), right: true, from: 'xs' },
    { title: t.call.node, cell: ({ node }) => <Code>{node ?? ''}</Code>, from: 'lg' },
  ]
  return (
    <Panel flush>
      <Group p="sm" gap="xs">
        <Select
          aria-label={t.call.status}
          size="xs"
          w={140}
          value={view.statusClass ?? ''}
          onChange={(statusClass) => void navigate({ to: '/analytics', search: { ...view, statusClass: statusClass || undefined } })}
          data={[{ value: '', label: t.anyStatus }, ...CLASSES]}
        />
        <TextInput
          aria-label={t.requestId}
          placeholder={t.requestId}
          size="xs"
          leftSection={<IconSearch size={14} />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          style={{ flex: '1 1 12rem' }}
          maw={320}
        />
      </Group>
      <Loaded query={calls} lines={8}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items) as Call[]
          return items.length === 0 ? (
            <Empty icon={IconChartHistogram} title={t.nothing} description={t.nothingHint} />
          ) : (
            <>
              <List label={t.calls} items={items} columns={columns} id={(call) => `${call.requestId}${call['@timestamp']}`} />
              <More query={calls} count={items.length} />
            </>
          )
        }}
      </Loaded>
      <Modal opened={shown !== null} onClose={() => setShown(null)} title={<Text className="mono">{shown?.requestId}</Text>} size="lg">
        <CodeBlock label={t.calls} value={JSON.stringify(shown, null, 2)} />
      </Modal>
    </Panel>
  )
}
