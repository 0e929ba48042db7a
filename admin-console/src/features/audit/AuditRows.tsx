import { Button, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Schemas } from '../../api/client'
import { text } from '../../text'
import { Code } from '../../ui/Copy'
import { differences } from '../../ui/diff'
import { DifferenceTable } from '../../ui/editor/DifferenceTable'
import { Facts } from '../../ui/Facts'
import { List, type Column } from '../../ui/List'
import { State } from '../../ui/State'
import { When } from '../../ui/When'

type Entry = Schemas['AuditEntry']
const t = text.audit

function Outcome({ entry: { status, code } }: { entry: Entry }) {
  const tone = status < 400 ? 'good' : status < 500 ? 'warn' : 'bad'
  return (
    <State tone={tone}>
      {status} {code ?? ''}
    </State>
  )
}

/** One line a change; its details show both versions where they differ. */
export function AuditRows({ entries }: { entries: Entry[] }) {
  const [shown, setShown] = useState<Entry | null>(null)
  const columns: Column<Entry>[] = [
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
        <Button size="compact-xs" variant="default" onClick={() => setShown(entry)} aria-label={`${t.details}: ${entry.operation} ${entry.object ?? ''}`}>
          {t.details}
        </Button>
      ),
    },
  ]
  return (
    <>
      <List label={t.title} items={entries} columns={columns} id={({ id }) => id} />
      <Modal opened={shown !== null} onClose={() => setShown(null)} title={shown?.operation} size="xl">
        {shown && (
          <Stack>
            <Facts
              facts={[
                [t.who, `${shown.author ?? t.nobody}, ${t.ways[shown.way]}`],
                [t.from, <Code key="from">{shown.address}</Code>],
                [t.outcome, <Outcome key="outcome" entry={shown} />],
                [t.time, <When key="time" at={shown.time} />],
                [t.request, <Code key="request">{`${shown.method} ${shown.path}`}</Code>],
                ['requestId', <Code key="id">{shown.requestId}</Code>],
                [t.node, <Code key="node">{shown.node}</Code>],
              ]}
            />
            {shown.before || shown.after ? (
              <DifferenceTable label={t.changed} differences={differences(shown.before ?? {}, shown.after ?? {})} before={t.before} after={t.after} />
            ) : (
              <Text fz="sm" c="dimmed">
                {t.noChange}
              </Text>
            )}
            {shown.along && shown.along.length > 0 && (
              <Text fz="sm">
                {t.along}: <Code>{shown.along.join(', ')}</Code>
              </Text>
            )}
          </Stack>
        )}
      </Modal>
    </>
  )
}
