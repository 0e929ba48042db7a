import { Group, SegmentedControl, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { Subscription } from '../../api/client'
import { apiQuery, applicationQuery, subscriptionsQuery } from '../../api/queries'
import { text } from '../../text'
import { Empty } from '../../ui/Empty'
import { IconLink } from '../../ui/icons'
import type { Column } from '../../ui/List'
import { NameOf } from '../../ui/NameOf'
import { Panel } from '../../ui/Page'
import { PagedList } from '../../ui/PagedList'
import { State, type Tone } from '../../ui/State'
import { When } from '../../ui/When'
import { PlanName } from '../plans/PlanName'
import { useUsage } from '../usage/queries'
import { UsageCell } from '../usage/UsageCell'
import { UsageNotice } from '../usage/UsageNotice'
import { SubscriptionActions } from './SubscriptionActions'

const TONES: Record<Subscription['state'] & string, Tone> = { pending: 'warn', active: 'good', suspended: 'bad' }
const t = text.consumers
const rank = ({ state }: Subscription) => (state === 'pending' ? 0 : 1)

interface ListProps {
  /** Only those of one application or one API; then that column is left out. */
  by?: { application?: string; api?: string }
  actions?: ReactNode
}

/** Subscriptions, those that wait for approval first. */
export function SubscriptionList({ by = {}, actions }: ListProps) {
  const subscriptions = useInfiniteQuery(subscriptionsQuery(by))
  const usage = useUsage(by, by.application ? [] : ((subscriptions.data?.pageParams ?? []) as (string | undefined)[]))
  const usageOf = (s: Subscription) => <UsageCell usage={usage.of(s.id)} isOld={usage.error !== null} />
  const [isPendingOnly, setPendingOnly] = useState(false)
  const columns: Column<Subscription>[] = [
    ...(by.application ? [] : [{ title: t.application, cell: (s: Subscription) => <NameOf query={applicationQuery(s.application)} to="/applications/$id" /> }]),
    ...(by.api ? [] : [{ title: t.api, cell: (s: Subscription) => <NameOf query={apiQuery(s.api)} to="/apis/$id" /> }]),
    { title: t.plan, cell: (s) => <PlanName id={s.plan} />, from: 'xs' },
    { title: text.common.state, cell: (s) => <State tone={TONES[s.state]}>{t.states[s.state]}</State> },
    ...(by.application ? [] : [{ title: text.usage.column, cell: usageOf, from: 'sm' as const }]),
    { title: text.common.updated, cell: (s) => <When at={s.updated} />, from: 'md' },
    { title: text.common.actions, cell: (s) => <SubscriptionActions subscription={s} />, right: true },
  ]
  return (
    <Panel
      flush
      title={t.subscriptions}
      actions={
        <Group gap="xs">
          <SegmentedControl
            size="xs"
            aria-label={text.common.state}
            value={isPendingOnly ? 'pending' : 'all'}
            onChange={(value) => setPendingOnly(value === 'pending')}
            data={[
              { value: 'all', label: t.all },
              { value: 'pending', label: t.pendingOnly },
            ]}
          />
          {actions}
        </Group>
      }
    >
      <UsageNotice error={usage.error} at={usage.at} />
      <PagedList
        query={subscriptions}
        label={t.subscriptions}
        columns={columns}
        below={by.application ? undefined : usageOf}
        id={({ id }) => id}
        arrange={(items) => items.filter(({ state }) => !isPendingOnly || state === 'pending').sort((a, b) => rank(a) - rank(b))}
        empty={
          isPendingOnly ? (
            <Text p="md" fz="sm" c="dimmed">
              {t.noPending}
            </Text>
          ) : (
            <Empty icon={IconLink} title={t.noSubscriptions} description={t.noSubscriptionsHint} />
          )
        }
      />
    </Panel>
  )
}
