import { Button, Select, Stack, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { answer, client, etag, type User } from '../../api/client'
import { restoreOfUser } from '../../api/restores'
import { useMay } from '../../api/session'
import { text } from '../../text'
import { BackLink } from '../../ui/BackLink'
import { Code } from '../../ui/Copy'
import { EditorBar } from '../../ui/editor/EditorBar'
import { useEditor } from '../../ui/editor/useEditor'
import { Fields } from '../../ui/Fields'
import { IconTrash } from '../../ui/icons'
import { Loaded } from '../../ui/Loaded'
import { Beside, Page, Panel } from '../../ui/Page'
import { Removal } from '../../ui/Removal'
import { State } from '../../ui/State'
import { SessionsPanel } from '../account/SessionsPanel'
import { OrganizationSelect } from '../organizations/OrganizationSelect'
import { userQuery } from './queries'
import { RoleFields } from './RoleFields'
import { SetPassword } from './SetPassword'
import { USER_TONES } from './UserList'

const t = text.people

export function UserPage() {
  const { id } = useParams({ from: '/users/$id' })
  const user = useQuery(userQuery(id))
  return <Loaded query={user}>{(current) => <UserEditor key={id} current={current} />}</Loaded>
}

function UserEditor({ current }: { current: User }) {
  const may = useMay()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [asked, setAsked] = useState<'delete' | 'password' | null>(null)
  const path = { id: current.id }
  const editor = useEditor({
    current,
    queryKey: userQuery(current.id).queryKey,
    put: (draft, ifMatch) => answer(client.PUT('/users/{id}', { params: { path, header: { 'If-Match': ifMatch } }, body: draft })),
    read: () => queries.fetchQuery({ ...userQuery(current.id), staleTime: 0 }),
  })
  const { draft, set, errors } = editor
  return (
    <Page
      title={current.name}
      back={<BackLink to="/users">{t.users}</BackLink>}
      description={
        <>
          <Code copy>{current.id}</Code> · <State tone={USER_TONES[current.state]}>{t.states[current.state]}</State>
        </>
      }
      actions={
        may('deleteUser') && (
          <>
            <Button size="xs" variant="default" onClick={() => setAsked('password')}>
              {t.setPassword}
            </Button>
            <Button size="xs" variant="default" leftSection={<IconTrash size={15} />} onClick={() => setAsked('delete')}>
              {t.deleteUser}
            </Button>
          </>
        )
      }
    >
      <Beside>
        <Panel>
          <Fields isOn={may('putUser')}>
            <Stack maw={620}>
              <TextInput label={t.fullName} value={draft.name} onChange={(e) => set({ name: e.currentTarget.value })} error={errors.name} />
              <TextInput label={t.email} value={draft.email ?? ''} onChange={(e) => set({ email: e.currentTarget.value || undefined })} error={errors.email} />
              <OrganizationSelect
                description={text.organizations.means.user}
                value={draft.organization}
                onChange={(organization) => set({ organization })}
                error={errors.organization}
              />
              <Select
                label={text.common.state}
                description={t.stateMeans}
                value={draft.state}
                onChange={(state) => set({ state: state as User['state'] })}
                data={Object.entries(t.states).map(([value, label]) => ({ value, label }))}
                error={errors.state}
              />
              <RoleFields value={draft.roles} onChange={(roles) => set({ roles })} error={errors.roles} />
            </Stack>
          </Fields>
        </Panel>
        {may('putUser') && <SessionsPanel user={current.id} />}
      </Beside>
      {may('putUser') && <EditorBar editor={editor} />}
      <SetPassword user={current.id} opened={asked === 'password'} onClose={() => setAsked(null)} />
      <Removal
        opened={asked === 'delete'}
        onClose={() => setAsked(null)}
        title={t.deleteUser}
        id={current.id}
        name={current.name}
        remove={() => client.DELETE('/users/{id}', { params: { path, header: { 'If-Match': etag(current) } } })}
        restore={() => restoreOfUser(current)}
        after={() => navigate({ to: '/users' })}
      >
        {t.deleteHint}
      </Removal>
    </Page>
  )
}
