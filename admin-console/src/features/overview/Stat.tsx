import { Box, Text } from '@mantine/core'
import type { ReactNode } from 'react'

/** One figure with its name and what it is of. */
export function Stat({ label, value, hint, children }: { label: string; value: ReactNode; hint?: ReactNode; children?: ReactNode }) {
  return (
    <Box className="panel" p="md">
      <Text fz="xs" c="dimmed" fw={550}>
        {label}
      </Text>
      <Text fz={{ base: 21, sm: 26 }} fw={620} lh={1.3} component="div">
        {value}
      </Text>
      {hint !== undefined && (
        <Text fz="xs" c="dimmed" component="div">
          {hint}
        </Text>
      )}
      {children}
    </Box>
  )
}
