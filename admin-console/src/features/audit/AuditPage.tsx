import { Group, Select, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, client, type Schemas } from '../../api/client'
import { text } from '../../text'
import { Empty } from '../../ui/Empty'
import { IconHistory } from '../../ui/icons'
import { More } from '../../ui/List'
import { Loaded } from '../../ui/Loaded'
import { Page, Panel } from '../../ui/Page'
import { AuditRows } from './AuditRows'

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

export function AuditPage() {
  const [filter, setFilter] = useState<Filter>({})
  const [wanted] = useDebouncedValue(filter, 250)
  const entries = useInfiniteQuery({ ...auditQuery(wanted), placeholderData: (former) => former, refetchInterval: 15_000 })
  const change = (part: Filter) => setFilter({ ...filter, ...part })
  return (
    <Page title={t.title} description={t.description}>
      <Panel flush>
        <Group p="sm" gap="xs">
          <Select
            aria-label={t.kind}
            size="xs"
            w={160}
            value={filter.kind ?? ''}
            onChange={(value) => change({ kind: (value || undefined) as Filter['kind'] })}
            data={[{ value: '', label: t.anyKind }, ...Object.keys(KINDS)]}
          />
          <TextInput
            aria-label={t.author}
            placeholder={t.author}
            size="xs"
            w={150}
            value={filter.author ?? ''}
            onChange={(event) => change({ author: event.currentTarget.value.trim() || undefined })}
          />
          <TextInput
            aria-label={t.object}
            placeholder={t.object}
            size="xs"
            w={180}
            value={filter.id ?? ''}
            onChange={(event) => change({ id: event.currentTarget.value.trim() || undefined })}
          />
        </Group>
        <Loaded query={entries} lines={10}>
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items)
            return (
              <>
                {items.length === 0 ? <Empty icon={IconHistory} title={t.emptyTitle} description={t.emptyHint} /> : <AuditRows entries={items} />}
                <More query={entries} count={items.length} />
              </>
            )
          }}
        </Loaded>
      </Panel>
    </Page>
  )
}
