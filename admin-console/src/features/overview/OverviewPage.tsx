import { Anchor, Button, SimpleGrid, Stack } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { apisQuery, catalogStatusQuery, clusterQuery, subscriptionsQuery } from '../../api/queries'
import { useMay } from '../../api/session'
import { text } from '../../text'
import { Empty } from '../../ui/Empty'
import { IconApi } from '../../ui/icons'
import { Loaded } from '../../ui/Loaded'
import { Notice } from '../../ui/Notice'
import { Page, Panel } from '../../ui/Page'
import { State } from '../../ui/State'
import { NodeList } from '../cluster/NodeList'
import { EventRows } from '../events/EventRows'
import { recentEventsQuery } from '../events/queries'
import { quantile, share } from './metrics'
import { Sparkline } from './Sparkline'
import { Stat } from './Stat'
import { useLoads, useTraffic } from './useTraffic'

const LOAD_MILLIS = 2000
const t = text.overview

const percent = (value: number | null | undefined) => (value === undefined ? '…' : value === null ? '—' : `${(value * 100).toFixed(1)} %`)
const millis = (value: number | null | undefined) => (value === undefined ? '…' : value === null ? '—' : `≤ ${(value * 1000).toLocaleString('en', { maximumFractionDigits: 0 })} ms`)

export function OverviewPage() {
  const may = useMay()
  const cluster = useQuery({ ...clusterQuery, refetchInterval: LOAD_MILLIS })
  const status = useQuery(catalogStatusQuery)
  const events = useQuery({ ...recentEventsQuery, enabled: may('listEvents') })
  const loads = useLoads(cluster.data, cluster.dataUpdatedAt)
  const traffic = useTraffic()
  const nodes = cluster.data?.nodes ?? []
  const up = nodes.filter(({ state }) => state === 'up').length
  const tail = traffic && { errors: share(traffic.from, traffic.to, 'serverErrors'), refused: share(traffic.from, traffic.to, 'clientErrors'), p95: quantile(traffic.from, traffic.to, 0.95) }

  return (
    <Page title={t.title} description={cluster.data && t.description(cluster.data.name)}>
      <Attention />
      <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} spacing="sm">
        <Stat label={t.requests} value={(loads.at(-1)?.load ?? 0).toFixed(1)} hint={t.requestsHint} />
        <Stat label={t.errors} value={percent(tail?.errors)} hint={t.errorsHint} />
        <Stat label={t.refused} value={percent(tail?.refused)} hint={t.refusedHint} />
        <Stat label={t.latency} value={millis(tail?.p95)} hint={t.latencyHint} />
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
