import { Button } from '@mantine/core'
import { useState } from 'react'
import { useSession } from '../../api/session'
import { text } from '../../text'
import { Code } from '../../ui/Copy'
import { Facts } from '../../ui/Facts'
import { Beside, Page, Panel } from '../../ui/Page'
import { SetPassword } from '../users/SetPassword'
import { SessionsPanel } from './SessionsPanel'

const t = text.people

/** What is about the caller: roles, password, where they are logged in. */
export function AccountPage() {
  const session = useSession()
  const [isChanging, setChanging] = useState(false)
  return (
    <Page
      title={t.account}
      actions={
        <Button size="xs" onClick={() => setChanging(true)}>
          {t.changePassword}
        </Button>
      }
    >
      <Beside>
        <Panel>
          <Facts
            facts={[
              [t.fullName, session.name],
              [t.username, <Code key="user">{session.user}</Code>],
              [t.rolesLabel, session.roles.map((role) => t.roles[role]).join(', ')],
              [text.organizations.one, session.organization],
            ]}
          />
        </Panel>
        <SessionsPanel user={session.user} />
      </Beside>
      <SetPassword user={session.user} isOwn opened={isChanging} onClose={() => setChanging(false)} />
    </Page>
  )
}
