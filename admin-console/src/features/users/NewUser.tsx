import { Button, Group, Modal, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, client, type Schemas } from '../../api/client'
import { fieldErrors } from '../../api/problem'
import { text } from '../../text'
import { ProblemNotice } from '../../ui/ProblemNotice'
import { told } from '../../ui/told'
import { OrganizationSelect } from '../organizations/OrganizationSelect'
import { RoleFields } from './RoleFields'

const t = text.people
const EMPTY = { id: '', name: '', email: '', password: '', organization: 'default', roles: ['viewer'] as Schemas['Role'][] }

export function NewUser({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const queries = useQueryClient()
  const [user, setUser] = useState(EMPTY)
  const change = (part: Partial<typeof EMPTY>) => setUser({ ...user, ...part })
  const close = () => {
    making.reset()
    setUser(EMPTY)
    onClose()
  }
  const making = useMutation({
    mutationFn: () =>
      answer(
        client.POST('/users', {
          body: {
            id: user.id.trim() || undefined,
            name: user.name.trim(),
            email: user.email.trim() || undefined,
            password: user.password || undefined,
            organization: user.organization,
            roles: user.roles,
          },
        }),
      ),
    onSuccess: (made) => {
      void queries.invalidateQueries({ queryKey: ['user'] })
      told(t.made(made.name))
      close()
    },
  })
  const errors = fieldErrors(making.error)
  return (
    <Modal opened={opened} onClose={close} title={t.addUser}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          making.mutate()
        }}
      >
        <Stack>
          <TextInput label={t.fullName} value={user.name} onChange={(e) => change({ name: e.currentTarget.value })} error={errors.name} data-autofocus />
          <TextInput
            label={t.username}
            description={t.usernameHint}
            classNames={{ input: 'mono' }}
            value={user.id}
            onChange={(e) => change({ id: e.currentTarget.value })}
            error={errors.id}
            autoComplete="off"
          />
          <TextInput label={`${t.email} (${text.common.optional})`} value={user.email} onChange={(e) => change({ email: e.currentTarget.value })} error={errors.email} />
          <PasswordInput
            label={`${t.password} (${text.common.optional})`}
            description={t.passwordHint}
            value={user.password}
            onChange={(e) => change({ password: e.currentTarget.value })}
            error={errors.password}
            autoComplete="new-password"
          />
          <OrganizationSelect
            description={text.organizations.means.user}
            value={user.organization}
            onChange={(organization) => change({ organization })}
            error={errors.organization}
          />
          <RoleFields value={user.roles} onChange={(roles) => change({ roles })} error={errors.roles} />
          {making.error && <ProblemNotice error={making.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {text.common.cancel}
            </Button>
            <Button type="submit" loading={making.isPending} disabled={!user.name.trim()}>
              {text.common.create}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
