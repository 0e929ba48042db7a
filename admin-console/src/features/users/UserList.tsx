import { Button, Group, Text } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { answer, client, type User } from '../../api/client'
import { useMay } from '../../api/session'
import { text } from '../../text'
import { Choice, optionsOf } from '../../ui/Filters'
import { Code } from '../../ui/Copy'
import { Empty } from '../../ui/Empty'
import { IconUsers } from '../../ui/icons'
import type { Column } from '../../ui/List'
import { Panel } from '../../ui/Page'
import { PagedList } from '../../ui/PagedList'
import { State, type Tone } from '../../ui/State'
import { failed, told } from '../../ui/told'
import { useSearch } from '../../ui/useSearch'
import { When } from '../../ui/When'
import { usersQuery } from './queries'

const t = text.people
export const USER_TONES: Record<User['state'] & string, Tone> = { active: 'good', pending: 'warn', suspended: 'bad' }

export function UserList() {
  const may = useMay()
  const { q, field } = useSearch()
  const [state, setState] = useState<User['state']>()
  const users = useInfiniteQuery({ ...usersQuery(q, state), placeholderData: (former) => former })
  const columns: Column<User>[] = [
    {
      title: t.fullName,
      cell: (user) => (
        <>
          <Link to="/users/$id" params={{ id: user.id }} className="row-link">
            {user.name}
          </Link>
          <Text fz="xs" c="dimmed">
            <Code>{user.id}</Code> {user.email}
          </Text>
        </>
      ),
    },
    { title: t.rolesLabel, cell: ({ roles }) => roles.map((role) => t.roles[role]).join(', ') || text.common.none, from: 'xs' },
    { title: text.common.state, cell: (user) => <State tone={USER_TONES[user.state]}>{t.states[user.state]}</State> },
    { title: text.organizations.one, cell: ({ organization }) => organization, from: 'md' },
    { title: text.common.created, cell: ({ created }) => <When at={created} />, from: 'sm' },
  ]
  if (may('approveUser')) columns.push({ title: text.common.actions, cell: (user) => <Approve user={user} />, right: true })

  return (
    <Panel flush>
      <Group p="sm" gap="xs">
        {field}
        <Choice label={text.common.state} width={180} value={state} onChange={setState} any={t.anyState} options={optionsOf(t.states)} />
      </Group>
      <PagedList query={users} label={t.usersTab} columns={columns} id={({ id }) => id} empty={<Empty icon={IconUsers} title={t.noUsers} />} />
    </Panel>
  )
}

function Approve({ user }: { user: User }) {
  const queries = useQueryClient()
  const approving = useMutation({
    mutationFn: () => answer(client.POST('/users/{id}/approve', { params: { path: { id: user.id } } })),
    onSuccess: () => told(t.approved(user.name)),
    onError: failed,
    onSettled: () => queries.invalidateQueries({ queryKey: ['user'] }),
  })
  if (user.state !== 'pending') return null
  return (
    <Button size="compact-xs" loading={approving.isPending} onClick={() => approving.mutate()} aria-label={`${t.approve}: ${user.id}`}>
      {t.approve}
    </Button>
  )
}
