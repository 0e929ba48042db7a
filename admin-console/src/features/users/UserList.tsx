import { Button, Group, Select, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { answer, client, type User } from '../../api/client'
import { useMay } from '../../api/session'
import { text } from '../../text'
import { Code } from '../../ui/Copy'
import { Empty } from '../../ui/Empty'
import { IconSearch, IconUsers } from '../../ui/icons'
import { List, More, type Column } from '../../ui/List'
import { Loaded } from '../../ui/Loaded'
import { Panel } from '../../ui/Page'
import { State, type Tone } from '../../ui/State'
import { failed, told } from '../../ui/told'
import { When } from '../../ui/When'
import { usersQuery } from './queries'

const t = text.people
const SEARCH_MILLIS = 200
export const USER_TONES: Record<User['state'] & string, Tone> = { active: 'good', pending: 'warn', suspended: 'bad' }

export function UserList() {
  const may = useMay()
  const [typed, setTyped] = useState('')
  const [state, setState] = useState<User['state'] | ''>('')
  const [q] = useDebouncedValue(typed.trim(), SEARCH_MILLIS)
  const users = useInfiniteQuery({ ...usersQuery(q, state || undefined), placeholderData: (former) => former })
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
        <TextInput
          aria-label={text.apis.searchLabel}
          placeholder={text.apis.searchLabel}
          size="xs"
          leftSection={<IconSearch size={15} />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          style={{ flex: '1 1 14rem' }}
          maw={360}
        />
        <Select
          aria-label={text.common.state}
          size="xs"
          w={180}
          value={state}
          onChange={(value) => setState((value ?? '') as User['state'] | '')}
          data={[{ value: '', label: t.anyState }, ...Object.entries(t.states).map(([value, label]) => ({ value, label }))]}
        />
      </Group>
      <Loaded query={users}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          return items.length === 0 ? (
            <Empty icon={IconUsers} title={t.noUsers} />
          ) : (
            <>
              <List label={t.usersTab} items={items} columns={columns} id={({ id }) => id} />
              <More query={users} count={items.length} />
            </>
          )
        }}
      </Loaded>
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
