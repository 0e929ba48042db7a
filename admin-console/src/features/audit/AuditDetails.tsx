import { Modal, Stack, Text } from '@mantine/core'
import type { Schemas } from '../../api/client'
import { text } from '../../text'
import { Code } from '../../ui/Copy'
import { differences } from '../../ui/diff'
import { DifferenceTable } from '../../ui/editor/DifferenceTable'
import { Facts } from '../../ui/Facts'
import { State } from '../../ui/State'
import { When } from '../../ui/When'

export type Entry = Schemas['AuditEntry']
const t = text.audit

export function Outcome({ entry: { status, code } }: { entry: Entry }) {
  const tone = status < 400 ? 'good' : status < 500 ? 'warn' : 'bad'
  return (
    <State tone={tone}>
      {status} {code ?? ''}
    </State>
  )
}

/** Who changed what from where, and both versions where they differ. Shown while there is an entry. */
export function AuditDetails({ entry, onClose }: { entry: Entry | null; onClose: () => void }) {
  return (
    <Modal opened={entry !== null} onClose={onClose} title={entry?.operation} size="xl">
      {entry && (
        <Stack>
          <Facts
            facts={[
              [t.who, `${entry.author ?? t.nobody}, ${t.ways[entry.way]}`],
              [t.from, <Code key="from">{entry.address}</Code>],
              [t.outcome, <Outcome key="outcome" entry={entry} />],
              [t.time, <When key="time" at={entry.time} />],
              [t.request, <Code key="request">{`${entry.method} ${entry.path}`}</Code>],
              ['requestId', <Code key="id">{entry.requestId}</Code>],
              [t.node, <Code key="node">{entry.node}</Code>],
            ]}
          />
          {entry.before || entry.after ? (
            <DifferenceTable label={t.changed} differences={differences(entry.before ?? {}, entry.after ?? {})} before={t.before} after={t.after} />
          ) : (
            <Text fz="sm" c="dimmed">
              {t.noChange}
            </Text>
          )}
          {entry.along && entry.along.length > 0 && (
            <Text fz="sm">
              {t.along}: <Code>{entry.along.join(', ')}</Code>
            </Text>
          )}
        </Stack>
      )}
    </Modal>
  )
}
