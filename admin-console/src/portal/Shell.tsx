import { AppShell, Box, Group, Text } from '@mantine/core'
import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { Suspense } from 'react'
import { useSession } from '../api/session'
import { text } from '../text'
import { AccountMenu } from '../ui/AccountMenu'
import { Loading } from '../ui/Loaded'
import { ThemeToggle } from '../ui/ThemeToggle'
import mark from '../ui/weir.svg'

const PAGES = [
  { to: '/', label: text.portal.apis, isAt: (path: string) => path === '/' || path.startsWith('/apis') },
  { to: '/applications', label: text.consumers.applications, isAt: (path: string) => path.startsWith('/applications') },
  { to: '/analytics', label: text.portal.usage, isAt: (path: string) => path.startsWith('/analytics') },
]

/** Few pages, so the navigation stands in the header. */
export function Shell() {
  const session = useSession()
  const path = useLocation({ select: (location) => location.pathname })
  return (
    <>
      <a className="skip" href="#content">
        {text.common.skip}
      </a>
      <AppShell header={{ height: 52 }} padding={{ base: 'md', md: 'lg' }}>
        <AppShell.Header style={{ borderColor: 'var(--weir-line)' }}>
          <Group h="100%" px="md" justify="space-between" wrap="nowrap" gap="xs" maw={1320} mx="auto">
            <Group gap="sm" wrap="nowrap">
              <Group gap="sm" wrap="nowrap">
                <img src={mark} width={26} height={26} alt="" />
                <Text fw={680} visibleFrom="sm">
                  {text.portal.title}
                </Text>
              </Group>
              <Group component="nav" gap={4} wrap="nowrap" aria-label={text.nav.label}>
                {PAGES.map(({ to, label, isAt }) => (
                  <Link key={to} to={to} className="top-link" aria-current={isAt(path) ? 'page' : undefined}>
                    {label}
                  </Link>
                ))}
              </Group>
            </Group>
            <Group gap="xs" wrap="nowrap">
              <ThemeToggle />
              <AccountMenu session={session} />
            </Group>
          </Group>
        </AppShell.Header>
        <AppShell.Main bg="var(--weir-canvas)">
          <Box id="content" tabIndex={-1} maw={1280} mx="auto" style={{ outline: 'none' }}>
            <Suspense fallback={<Loading />}>
              <Outlet />
            </Suspense>
          </Box>
        </AppShell.Main>
      </AppShell>
    </>
  )
}
