import { Box, Group, Text } from '@mantine/core'
import type { CSSProperties, ReactNode } from 'react'
import type { Tone } from './State'

interface NoticeProps {
  tone: Tone
  title?: ReactNode
  children?: ReactNode
  actions?: ReactNode
}

/** Says something in the page that has to be known there. Errors are announced to screen readers. */
export function Notice({ tone, title, children, actions }: NoticeProps) {
  const surface = tone === 'idle' ? 'var(--weir-canvas)' : `var(--weir-soft-${tone})`
  return (
    <Box
      className="notice"
      px="md"
      py="sm"
      role={tone === 'bad' ? 'alert' : undefined}
      style={{ '--tone': `var(--weir-${tone})`, '--surface': surface } as CSSProperties}
    >
      <Group justify="space-between" gap="sm">
        <Box style={{ flex: '1 1 16rem', minWidth: 0 }}>
          {title !== undefined && (
            <Text fw={600} fz="sm">
              {title}
            </Text>
          )}
          {children !== undefined && (
            <Text fz="sm" component="div" style={{ overflowWrap: 'anywhere' }}>
              {children}
            </Text>
          )}
        </Box>
        {actions}
      </Group>
    </Box>
  )
}
