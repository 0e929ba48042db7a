import { Group } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { text } from '../../text'
import { Choice, optionsOf, Typed } from '../../ui/Filters'
import { Page, Panel } from '../../ui/Page'
import { PagedList } from '../../ui/PagedList'
import { EVENT_COLUMNS, eventKey, NoEvents } from './EventRows'
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
          <Choice
            label={t.severity}
            width={150}
            value={filter.severity}
            onChange={(severity) => change({ severity })}
            any={t.anySeverity}
            options={optionsOf(t.severities)}
          />
          <Choice label={t.type} width={200} value={filter.type} onChange={(type) => change({ type })} any={t.anyType} options={EVENT_TYPES} searchable />
          <Typed label={t.node} width={180} value={filter.node} onChange={(node) => change({ node })} />
        </Group>
        <PagedList query={events} label={t.title} columns={EVENT_COLUMNS} id={eventKey} lines={10} empty={<NoEvents />} />
      </Panel>
    </Page>
  )
}
