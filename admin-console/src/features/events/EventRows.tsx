import { Text, Tooltip } from '@mantine/core'
import type { WeirEvent } from '../../api/client'
import { text } from '../../text'
import { Code } from '../../ui/Copy'
import { Empty } from '../../ui/Empty'
import { IconActivity } from '../../ui/icons'
import { List, type Column } from '../../ui/List'
import { State, type Tone } from '../../ui/State'
import { When } from '../../ui/When'

const TONES: Record<WeirEvent['severity'], Tone> = { info: 'info', warning: 'warn', error: 'bad' }
const t = text.events

export const EVENT_COLUMNS: Column<WeirEvent>[] = [
  { title: t.severity, cell: (event) => <State tone={TONES[event.severity]}>{t.severities[event.severity]}</State> },
  {
    title: t.message,
    cell: (event) => (
      <>
      <Tooltip label={Object.entries(event.details).map(([name, value]) => `${name}: ${String(value)}`).join(' · ') || event.type} maw={420}>
        <Text fz="sm" span>
          {event.message}
        </Text>
      </Tooltip>
      <Text fz="xs" c="dimmed" hiddenFrom="xs" component="div">
        <When at={event.time} />
      </Text>
      </>
    ),
  },
  { title: t.type, cell: (event) => <Code>{event.type}</Code>, from: 'md' },
  { title: t.node, cell: (event) => <Code>{event.node}</Code>, from: 'lg' },
  { title: t.time, cell: (event) => <When at={event.time} />, from: 'xs', width: 140 },
]

export const eventKey = ({ id, time, type }: WeirEvent) => id ?? time + type

export function NoEvents() {
  return <Empty icon={IconActivity} title={t.emptyTitle} description={t.emptyHint} />
}

export function EventRows({ events }: { events: WeirEvent[] }) {
  return events.length === 0 ? <NoEvents /> : <List label={t.title} items={events} columns={EVENT_COLUMNS} id={eventKey} />
}
