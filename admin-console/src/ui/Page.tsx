import { Box, Group, Stack, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import type { ReactNode } from 'react'

interface PageProps {
  title: string
  /** Shown in place of the title where that is more than text. */
  heading?: ReactNode
  description?: ReactNode
  actions?: ReactNode
  back?: ReactNode
  children: ReactNode
}

/** A page below the shell: heading, what can be done, content. */
export function Page({ title, heading, description, actions, back, children }: PageProps) {
  useDocumentTitle(`${title} · Weir`)
  return (
    <Stack gap="lg" mx="auto" className="page">
      <Group justify="space-between" align="flex-start" gap="md">
        <Box style={{ minWidth: 0 }}>
          {back}
          <Title order={1}>{heading ?? title}</Title>
          {description !== undefined && (
            <Text c="dimmed" fz="sm" mt={2} maw="46rem" component="div">
              {description}
            </Text>
          )}
        </Box>
        {actions !== undefined && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Stack>
  )
}

interface PanelProps {
  title?: ReactNode
  description?: ReactNode
  actions?: ReactNode
  /** Tables reach the edges. */
  flush?: boolean
  children: ReactNode
}

/** A part of a page with a border around it. */
export function Panel({ title, description, actions, flush, children }: PanelProps) {
  return (
    <Box component="section" className="panel">
      {(title !== undefined || actions !== undefined) && (
        <Group className="panel-head" justify="space-between" px="md" py="xs" mih={46} gap="xs">
          <Box>
            {title !== undefined && <Title order={2}>{title}</Title>}
            {description !== undefined && (
              <Text c="dimmed" fz="xs" component="div">
                {description}
              </Text>
            )}
          </Box>
          {actions}
        </Group>
      )}
      <Box p={flush ? 0 : 'md'}>{children}</Box>
    </Box>
  )
}

/** A form and what belongs to it: beside it where there is room, else below. */
export function Beside({ children }: { children: ReactNode }) {
  return <div className="beside">{children}</div>
}
