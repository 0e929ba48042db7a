import { Stack, Text, ThemeIcon } from '@mantine/core'
import type { ComponentType, ReactNode } from 'react'

interface EmptyProps {
  icon: ComponentType<{ size?: number; stroke?: number }>
  title: string
  description?: ReactNode
  action?: ReactNode
}

/** Stands where there is nothing to show, and says what could be there. */
export function Empty({ icon: Icon, title, description, action }: EmptyProps) {
  return (
    <Stack align="center" gap="xs" py={48} px="md" ta="center">
      <ThemeIcon variant="default" size={44} radius="xl" aria-hidden>
        <Icon size={22} stroke={1.5} />
      </ThemeIcon>
      <Text fw={600}>{title}</Text>
      {description !== undefined && (
        <Text c="dimmed" fz="sm" maw="32rem" component="div">
          {description}
        </Text>
      )}
      {action}
    </Stack>
  )
}
