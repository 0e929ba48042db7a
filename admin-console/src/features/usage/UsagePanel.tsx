import { Box, Group, SimpleGrid, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { apiQuery } from '../../api/queries'
import { text } from '../../text'
import { Code } from '../../ui/Copy'
import { Empty } from '../../ui/Empty'
import { IconGauge } from '../../ui/icons'
import { Loading } from '../../ui/Loaded'
import { Panel } from '../../ui/Page'
import { PlanName } from '../plans/PlanName'
import type { SubscriptionUsage } from './levels'
import { LimitMeter } from './LimitMeter'
import { PAGE, usageQuery } from './queries'
import { UsageNotice } from './UsageNotice'

const t = text.usage
const NAMES_MILLIS = 5 * 60_000

/** How much of their plans' limits the subscriptions of an application have taken, as it happens. */
export function UsagePanel({ application }: { application: string }) {
  const { data, error, dataUpdatedAt, isPending } = useQuery(usageQuery({ application }))
  return (
    <Panel flush title={t.title} description={t.hint}>
      <UsageNotice error={error} at={dataUpdatedAt} />
      {isPending && <Loading lines={2} />}
      {data?.items.length === 0 && <Empty icon={IconGauge} title={t.nothing} description={t.nothingHint} />}
      {data?.items.map((usage) => <OfSubscription key={usage.subscription} usage={usage} isOld={error !== null} />)}
      {data?.next && (
        <Text px="md" py="xs" fz="xs" c="dimmed">
          {t.firstOnly(PAGE)}
        </Text>
      )}
    </Panel>
  )
}

/** Not the way there: the list of subscriptions on the same page has that. */
function ApiName({ id }: { id: string }) {
  const { data } = useQuery({ ...apiQuery(id), staleTime: NAMES_MILLIS })
  return data ? <>{data.name}</> : <Code>{id}</Code>
}

function OfSubscription({ usage, isOld }: { usage: SubscriptionUsage; isOld: boolean }) {
  return (
    <Box className="usage">
      <Group gap="xs" mb={usage.limits.length > 0 ? 6 : 0} align="baseline">
        <Text fz="sm" fw={600}>
          <ApiName id={usage.api} />
        </Text>
        <Text fz="xs" c="dimmed">
          <PlanName id={usage.plan} />
          {usage.limits.length === 0 && ` · ${t.unlimited}`}
        </Text>
      </Group>
      <SimpleGrid cols={{ base: 1, xs: 2, lg: 3 }} spacing="lg" verticalSpacing="sm">
        {usage.limits.map((limit) => (
          <LimitMeter key={limit.name} limit={limit} isOld={isOld} />
        ))}
      </SimpleGrid>
    </Box>
  )
}
