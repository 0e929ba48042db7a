import { Group, Select, TextInput } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { text } from '../../text'
import { More } from '../../ui/List'
import { Loaded } from '../../ui/Loaded'
import { Page, Panel } from '../../ui/Page'
import { EventRows } from './EventRows'
import { eventsQuery, type Filter } from './queries'
import { EVENT_TYPES } from './types'

const t = text.events

/** What happened, newest first; what happens while the page is open comes in by itself. */
export function EventsPage() {
  const [filter, setFilter] = useState<Filter>({})
  const events = useInfiniteQuery({ ...eventsQuery(filter), placeholderData: (former) => former })
  const change = (part: Filter) => setFilter({ ...filter, ...part })
  return (
    <Page title={t.title} description={t.description}>
      <Panel flush>
        <Group p="sm" gap="xs">
          <Select
            aria-label={t.severity}
            size="xs"
            w={150}
            value={filter.severity ?? ''}
            onChange={(value) => change({ severity: (value || undefined) as Filter['severity'] })}
            data={[{ value: '', label: t.anySeverity }, ...Object.entries(t.severities).map(([value, label]) => ({ value, label }))]}
          />
          <Select
            aria-label={t.type}
            size="xs"
            w={200}
            searchable
            value={filter.type ?? ''}
            onChange={(value) => change({ type: (value || undefined) as Filter['type'] })}
            data={[{ value: '', label: t.anyType }, ...EVENT_TYPES]}
          />
          <TextInput
            aria-label={t.node}
            placeholder={t.node}
            size="xs"
            w={180}
            value={filter.node ?? ''}
            onChange={(event) => change({ node: event.currentTarget.value.trim() || undefined })}
          />
        </Group>
        <Loaded query={events} lines={10}>
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items)
            return (
              <>
                <EventRows events={items} />
                <More query={events} count={items.length} />
              </>
            )
          }}
        </Loaded>
      </Panel>
    </Page>
  )
}
