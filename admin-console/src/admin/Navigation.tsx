import { Box, NavLink, ScrollArea, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMay } from '../api/session'
import { text } from '../text'
import { isAt, navigation } from './navigation'

/** The pages that the caller may see. */
export function Navigation({ path, onGo }: { path: string; onGo: () => void }) {
  const may = useMay()
  const groups = navigation
    .map((group) => ({ ...group, items: group.items.filter(({ needs }) => may(needs)) }))
    .filter(({ items }) => items.length > 0)
  return (
    <ScrollArea type="auto" h="100%">
      <Box component="nav" aria-label={text.nav.label} p="xs">
        {groups.map((group) => (
          <Box key={group.label ?? ''} mb="xs">
            {group.label && (
              <Text fz={11} fw={600} c="dimmed" px="sm" pt="xs" pb={2} tt="uppercase" lts="0.04em">
                {group.label}
              </Text>
            )}
            {group.items.map(({ label, to, icon: Icon }) => (
              <NavLink
                key={to}
                component={Link}
                to={to}
                label={label}
                active={isAt(to, path)}
                aria-current={isAt(to, path) ? 'page' : undefined}
                leftSection={<Icon size={17} stroke={1.6} />}
                onClick={onGo}
                className="nav-link"
                py={6}
                px="sm"
              />
            ))}
          </Box>
        ))}
      </Box>
    </ScrollArea>
  )
}
