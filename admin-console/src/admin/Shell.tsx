import { AppShell, Box, Burger, Group, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Outlet, useLocation } from '@tanstack/react-router'
import { Suspense } from 'react'
import { useMay, useSession } from '../api/session'
import { text } from '../text'
import { Loading } from '../ui/Loaded'
import { AccountMenu } from '../ui/AccountMenu'
import { ThemeToggle } from '../ui/ThemeToggle'
import { Commands, OpenCommands } from './Commands'
import { LiveBadge } from './LiveBadge'
import { LiveUpdates } from './LiveUpdates'
import { Navigation } from './Navigation'
import { SubscriberHint } from './SubscriberHint'
import mark from '../ui/weir.svg'

/** Header, navigation and the page between them. */
export function Shell() {
  const [isOpen, nav] = useDisclosure(false)
  const session = useSession()
  const may = useMay()
  const path = useLocation({ select: (location) => location.pathname })
  const mayLook = may('getCluster')

  return (
    <LiveUpdates isOn={may('getEventStream')}>
      <a className="skip" href="#content">
        {text.common.skip}
      </a>
      <AppShell header={{ height: 52 }} navbar={{ width: 224, breakpoint: 'md', collapsed: { mobile: !isOpen } }} padding={{ base: 'md', md: 'lg' }}>
        <AppShell.Header withBorder style={{ borderColor: 'var(--weir-line)' }}>
          <Group h="100%" px="md" justify="space-between" wrap="nowrap" gap="xs">
            <Group gap="sm" wrap="nowrap">
              <Burger opened={isOpen} onClick={nav.toggle} hiddenFrom="md" size="sm" aria-label={text.nav.open} aria-expanded={isOpen} />
              <img src={mark} width={26} height={26} alt="" />
              <Text fw={680} fz="md" visibleFrom="xs">
                {text.common.product}
              </Text>
              <LiveBadge />
            </Group>
            <Group gap="xs" wrap="nowrap">
              <OpenCommands />
              <ThemeToggle />
              <AccountMenu session={session} />
            </Group>
          </Group>
        </AppShell.Header>
        <AppShell.Navbar withBorder style={{ borderColor: 'var(--weir-line)' }}>
          <Navigation path={path} onGo={nav.close} />
        </AppShell.Navbar>
        <AppShell.Main bg="var(--weir-canvas)">
          <Box id="content" tabIndex={-1} style={{ outline: 'none' }}>
            <Suspense fallback={<Loading />}>{mayLook ? <Outlet /> : <SubscriberHint />}</Suspense>
          </Box>
        </AppShell.Main>
      </AppShell>
      <Commands />
    </LiveUpdates>
  )
}
