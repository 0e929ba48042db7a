import { Anchor, Button, SimpleGrid, Stack } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { apisQuery, catalogStatusQuery, clusterQuery, subscriptionsQuery } from '../../api/queries'
import { useMay, useSession } from '../../api/session'
import { text } from '../../text'
import { Empty } from '../../ui/Empty'
import { IconApi } from '../../ui/icons'
import { Loaded } from '../../ui/Loaded'
import { Notice } from '../../ui/Notice'
import { Page, Panel } from '../../ui/Page'
import { State } from '../../ui/State'
import { DASH, duration } from '../analytics/figures'
import { NodeList } from '../cluster/NodeList'
import { EventRows } from '../events/EventRows'
import { recentEventsQuery } from '../events/queries'
import { Sparkline } from './Sparkline'
import { Stat } from './Stat'
import { useQuality, type Quality } from './useQuality'
import { useLoads } from './useTraffic'

const LOAD_MILLIS = 2000
const t = text.overview

const percent = (value: number | null | undefined) => (value === undefined ? '…' : value === null ? DASH : `${(value * 100).toFixed(1)} %`)

function latencyOf(quality: Quality | undefined): string {
  if (quality === undefined) return '…'
  // A node's metrics tell between which bounds a call lies.
  return quality.p95 === null ? DASH : `${quality.of === 'node' ? '≤ ' : ''}${duration(quality.p95)}`
}

export function OverviewPage() {
  const may = useMay()
  const cluster = useQuery({ ...clusterQuery, refetchInterval: LOAD_MILLIS })
  const status = useQuery(catalogStatusQuery)
  const events = useQuery({ ...recentEventsQuery, enabled: may('listEvents') })
  const loads = useLoads(cluster.data, cluster.dataUpdatedAt)
  const quality = useQuality(cluster.data?.analytics)
  const nodes = cluster.data?.nodes ?? []
  const up = nodes.filter(({ state }) => state === 'up').length
  const isOfAll = useSession().roles.includes('admin')
  const whose = quality?.of === 'node' ? t.ofNode(cluster.data?.answering ?? '') : isOfAll ? t.ofAll : t.ofOrganization
  const note = quality?.isComplete === false ? ` ${t.incomplete}` : ''

  return (
    <Page title={t.title} description={cluster.data ? t.description(cluster.data.name) : '…'}>
      <Attention />
      <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} spacing="sm">
        <Stat label={t.requests} value={(loads.at(-1)?.load ?? 0).toFixed(1)} hint={t.requestsHint} />
        <Stat label={t.errors} value={percent(quality?.errors)} hint={`${t.errorsHint} ${whose}${note}`} />
        <Stat label={t.refused} value={percent(quality?.refused)} hint={`${quality?.of === 'node' ? t.refusedByStatus : t.refusedHint} ${whose}${note}`} />
        <Stat label={t.latency} value={latencyOf(quality)} hint={`${whose}${note}`} />
        <Stat label={t.nodesUp} value={t.nodesOf(up, nodes.length)} hint={<State tone={up === nodes.length && up > 0 ? 'good' : 'warn'}>{text.cluster.title}</State>} />
        <Stat
          label={t.store}
          value={status.data ? (status.data.store.reachable ? t.reachable : t.away) : '…'}
          hint={status.data && <State tone={status.data.state === 'in-sync' ? 'good' : 'bad'}>{text.overview.syncStates[status.data.state]}</State>}
        />
      </SimpleGrid>
      <Panel title={t.requests} description={t.lastMinutes(t.requestsHint)}>
        <Sparkline points={loads} label={t.lastMinutes(t.requests)} />
      </Panel>
      <Panel flush title={t.nodes}>
        <Loaded query={cluster}>{(seen) => <NodeList cluster={seen} />}</Loaded>
      </Panel>
      {may('listEvents') && (
        <Panel
          flush
          title={t.recent}
          actions={
            <Anchor component={Link} to="/events" fz="sm">
              {t.allEvents}
            </Anchor>
          }
        >
          <Loaded query={events}>{(items) => <EventRows events={items} />}</Loaded>
        </Panel>
      )}
    </Page>
  )
}

/** What somebody has to do: a first API, approvals that wait, a store that lost the catalogue. */
function Attention() {
  const may = useMay()
  const apis = useInfiniteQuery(apisQuery(''))
  const status = useQuery(catalogStatusQuery)
  const subscriptions = useInfiniteQuery({ ...subscriptionsQuery({}), enabled: may('putSubscription') })
  const waiting = subscriptions.data?.pages.flatMap((page) => page.items).filter(({ state }) => state === 'pending').length ?? 0
  const isNew = apis.data?.pages[0]?.items.length === 0
  const look = (to: '/cluster' | '/subscriptions') => (
    <Button component={Link} to={to} size="xs" variant="default">
      {t.look}
    </Button>
  )
  return (
    <Stack gap="sm" style={{ display: isNew || waiting > 0 || status.data?.state === 'out-of-sync' || status.data?.state === 'store-away' ? undefined : 'none' }}>
      {status.data?.state === 'out-of-sync' && (
        <Notice tone="bad" title={text.cluster.catalog.decide} actions={look('/cluster')}>
          {status.data.store.empty ? text.cluster.catalog.empty : text.cluster.catalog.foreign}
        </Notice>
      )}
      {status.data?.state === 'store-away' && <Notice tone="bad" title={text.cluster.catalog.states['store-away']}>{text.cluster.catalog.storeAway}</Notice>}
      {waiting > 0 && <Notice tone="warn" title={t.pending(waiting)} actions={look('/subscriptions')} />}
      {isNew && may('importApi') && (
        <Panel>
          <Empty
            icon={IconApi}
            title={t.quick}
            description={t.quickHint}
            action={
              <Button component={Link} to="/apis/import" size="xs">
                {text.imports.title}
              </Button>
            }
          />
        </Panel>
      )}
    </Stack>
  )
}
