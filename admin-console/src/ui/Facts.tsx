import { Box, Text } from '@mantine/core'
import type { ReactNode } from 'react'

/** Names and values that are only read, as many in a line as there is room for. */
export function Facts({ facts }: { facts: [string, ReactNode][] }) {
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <Box key={name} miw={0}>
          <Text component="dt" fz="xs" c="dimmed">
            {name}
          </Text>
          <Text component="dd" fz="sm" m={0} style={{ overflowWrap: 'anywhere' }}>
            {value}
          </Text>
        </Box>
      ))}
    </dl>
  )
}
