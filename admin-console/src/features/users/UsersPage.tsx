import { Button, Tabs } from '@mantine/core'
import { useState } from 'react'
import { useMay } from '../../api/session'
import { text } from '../../text'
import { IconUserPlus } from '../../ui/icons'
import { Page } from '../../ui/Page'
import { NewUser } from './NewUser'
import { RoleTable } from './RoleTable'
import { SignupSettings } from './SignupSettings'
import { UserList } from './UserList'

const t = text.people

export function UsersPage() {
  const may = useMay()
  const [isMaking, setMaking] = useState(false)
  return (
    <Page
      title={t.users}
      description={t.usersHint}
      actions={
        may('createUser') && (
          <Button size="xs" leftSection={<IconUserPlus size={16} />} onClick={() => setMaking(true)}>
            {t.addUser}
          </Button>
        )
      }
    >
      <Tabs defaultValue="users">
        <Tabs.List aria-label={t.users}>
          <Tabs.Tab value="users">{t.usersTab}</Tabs.Tab>
          {may('getPortalSettings') && <Tabs.Tab value="signup">{t.signupTab}</Tabs.Tab>}
          <Tabs.Tab value="roles">{t.rolesTab}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="users" pt="md">
          <UserList />
        </Tabs.Panel>
        <Tabs.Panel value="signup" pt="md">
          <SignupSettings />
        </Tabs.Panel>
        <Tabs.Panel value="roles" pt="md">
          <RoleTable />
        </Tabs.Panel>
      </Tabs>
      <NewUser opened={isMaking} onClose={() => setMaking(false)} />
    </Page>
  )
}
