import { Stack, Text } from '@mantine/core'
import { text } from '../../text'
import type { SubscriptionUsage } from './levels'
import { standingOf } from './levels'
import { LimitLine } from './LimitMeter'

/** A subscription's limits in a cell of a list; nothing until they are known. */
export function UsageCell({ usage, isOld }: { usage: SubscriptionUsage | undefined; isOld: boolean }) {
  if (!usage) return null
  if (usage.limits.length === 0) {
    return (
      <Text span fz="xs" c="dimmed">
        {text.usage.unlimited}
      </Text>
    )
  }
  return (
    <Stack gap={2}>
      {usage.limits.filter(standingOf).map((limit) => (
        <LimitLine key={limit.name} limit={limit} isOld={isOld} />
      ))}
    </Stack>
  )
}
