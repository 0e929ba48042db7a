import { ActionIcon, Menu, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { client, type Schemas } from '../api/client'
import { text } from '../text'
import { IconLogout, IconUser } from './icons'

/** Who is logged in, and the way out. */
export function AccountMenu({ session }: { session: Schemas['Session'] }) {
  const logout = useMutation({
    mutationFn: () => client.DELETE('/sessions'),
    // A new page, so that nothing that was read stays in memory.
    onSettled: () => window.location.reload(),
  })
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <ActionIcon variant="default" size={32} aria-label={`${text.nav.account}: ${session.name}`}>
          <IconUser size={17} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text fz="sm" fw={600} c="var(--mantine-color-text)">
            {session.name}
          </Text>
          <Text fz="xs">
            <span className="mono">{session.user}</span> · {session.roles.map((role) => text.people.roles[role]).join(', ')}
          </Text>
        </Menu.Label>
        <Menu.Divider />
        <Menu.Item component={Link} to="/account" leftSection={<IconUser size={16} />}>
          {text.people.account}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => logout.mutate()}>
          {text.nav.logout}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
