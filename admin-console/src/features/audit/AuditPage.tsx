import { Button, Group, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, client, type Schemas } from '../../api/client'
import { text } from '../../text'
import { Code } from '../../ui/Copy'
import { Empty } from '../../ui/Empty'
import { Choice, Typed } from '../../ui/Filters'
import { IconHistory } from '../../ui/icons'
import type { Column } from '../../ui/List'
import { Page, Panel } from '../../ui/Page'
import { PagedList } from '../../ui/PagedList'
import { When } from '../../ui/When'
import { AuditDetails, Outcome, type Entry } from './AuditDetails'

const t = text.audit
const PAGE = 100

const KINDS: Record<Schemas['AuditKind'], true> = {
  organization: true,
  user: true,
  token: true,
  plan: true,
  api: true,
  application: true,
  key: true,
  subscription: true,
  session: true,
  settings: true,
  node: true,
  catalog: true,
}

interface Filter {
  kind?: Schemas['AuditKind']
  author?: string
  id?: string
}

const auditQuery = (filter: Filter) =>
  infiniteQueryOptions({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam }) => answer(client.GET('/audit', { params: { query: { limit: PAGE, after: pageParam, ...filter } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 0,
  })

const columnsOf = (show: (entry: Entry) => void): Column<Entry>[] => [
  { title: t.time, cell: ({ time }) => <When at={time} />, from: 'xs', width: 140 },
  {
    title: t.who,
    cell: ({ author, way, address, time, operation }) => (
      <>
        {author ?? <Text span c="dimmed" fz="sm">{t.nobody}</Text>}
        <Text fz="xs" c="dimmed">
          {t.ways[way]}, <span className="mono">{address}</span>
        </Text>
        <Text fz="xs" hiddenFrom="xs" component="div">
          <Code>{operation}</Code>, <When at={time} />
        </Text>
      </>
    ),
  },
  { title: t.what, cell: ({ operation }) => <Code>{operation}</Code>, from: 'xs' },
  {
    title: t.object,
    cell: ({ kind, object }) => (
      <>
        {kind} <Code>{object ?? ''}</Code>
      </>
    ),
    from: 'sm',
  },
  { title: t.outcome, cell: (entry) => <Outcome entry={entry} />, from: 'xs' },
  {
    title: t.details,
    right: true,
    cell: (entry) => (
      <Button size="compact-xs" variant="default" onClick={() => show(entry)} aria-label={`${t.details}: ${entry.operation} ${entry.object ?? ''}`}>
        {t.details}
      </Button>
    ),
  },
]

export function AuditPage() {
  const [filter, setFilter] = useState<Filter>({})
  const [shown, setShown] = useState<Entry | null>(null)
  const [wanted] = useDebouncedValue(filter, 250)
  const entries = useInfiniteQuery({ ...auditQuery(wanted), placeholderData: (former) => former, refetchInterval: 15_000 })
  const change = (part: Filter) => setFilter({ ...filter, ...part })
  return (
    <Page title={t.title} description={t.description}>
      <Panel flush>
        <Group p="sm" gap="xs">
          <Choice label={t.kind} width={160} value={filter.kind} onChange={(kind) => change({ kind })} any={t.anyKind} options={Object.keys(KINDS)} />
          <Typed label={t.author} width={150} value={filter.author} onChange={(author) => change({ author })} />
          <Typed label={t.object} width={180} value={filter.id} onChange={(id) => change({ id })} />
        </Group>
        <PagedList
          query={entries}
          label={t.title}
          columns={columnsOf(setShown)}
          id={({ id }) => id}
          lines={10}
          empty={<Empty icon={IconHistory} title={t.emptyTitle} description={t.emptyHint} />}
        />
      </Panel>
      <AuditDetails entry={shown} onClose={() => setShown(null)} />
    </Page>
  )
}
