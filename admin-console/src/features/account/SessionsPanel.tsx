import { Button, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { client, type Schemas } from '../../api/client'
import { text } from '../../text'
import { Code } from '../../ui/Copy'
import { List, type Column } from '../../ui/List'
import { Loaded } from '../../ui/Loaded'
import { Panel } from '../../ui/Page'
import { failed, told } from '../../ui/told'
import { When } from '../../ui/When'
import { sessionsQuery } from '../users/queries'

type Session = Schemas['UserSession']
const t = text.people

/** Where a user is logged in, each to be ended. */
export function SessionsPanel({ user }: { user: string }) {
  const queries = useQueryClient()
  const sessions = useQuery(sessionsQuery(user))
  const done = {
    onSuccess: () => told(t.ended),
    onError: failed,
    onSettled: () => queries.invalidateQueries({ queryKey: ['sessions', user] }),
  }
  const ending = useMutation({
    mutationFn: (session: string) => client.DELETE('/users/{id}/sessions/{session}', { params: { path: { id: user, session } } }),
    ...done,
  })
  const endingAll = useMutation({
    mutationFn: () => client.DELETE('/users/{id}/sessions', { params: { path: { id: user }, query: { keepCurrent: true } } }),
    ...done,
  })
  const columns: Column<Session>[] = [
    {
      title: t.sessionFrom,
      cell: ({ address, current }) => (
        <>
          <Code>{address}</Code> {current && `(${t.currentSession})`}
        </>
      ),
    },
    { title: t.sessionStarted, cell: ({ started }) => <When at={started} /> },
    { title: t.sessionEnds, cell: ({ ends }) => <When at={ends} />, from: 'xs' },
    {
      title: text.common.actions,
      right: true,
      cell: ({ id, address, current }) =>
        !current && (
          <Button size="compact-xs" variant="default" onClick={() => ending.mutate(id)} aria-label={`${t.endSession}: ${address}`}>
            {t.endSession}
          </Button>
        ),
    },
  ]
  return (
    <Panel
      flush
      title={t.sessions}
      actions={
        <Button size="xs" variant="default" loading={endingAll.isPending} onClick={() => endingAll.mutate()}>
          {t.endAll}
        </Button>
      }
    >
      <Loaded query={sessions} lines={2}>
        {(items) =>
          items.length === 0 ? (
            <Text p="md" fz="sm" c="dimmed">
              {t.noSessions}
            </Text>
          ) : (
            <List label={t.sessions} items={items} columns={columns} id={({ id }) => id} />
          )
        }
      </Loaded>
    </Panel>
  )
}
