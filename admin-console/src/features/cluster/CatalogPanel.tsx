import { Button, Group, Stack } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, client, type Schemas } from '../../api/client'
import { catalogStatusQuery, clusterQuery } from '../../api/queries'
import { useMay } from '../../api/session'
import { text } from '../../text'
import { ConfirmByName } from '../../ui/ConfirmByName'
import { Code } from '../../ui/Copy'
import { Facts } from '../../ui/Facts'
import { Loaded } from '../../ui/Loaded'
import { Notice } from '../../ui/Notice'
import { Panel } from '../../ui/Page'
import { State, type Tone } from '../../ui/State'
import { told } from '../../ui/told'
import { When } from '../../ui/When'

type Status = Schemas['CatalogStatus']
const t = text.cluster.catalog
const TONES: Record<Status['state'], Tone> = { starting: 'info', 'in-sync': 'good', 'store-away': 'bad', 'out-of-sync': 'bad' }

/** How the answering node's catalogue stands to the store's, and the decision where the store lost it. */
export function CatalogPanel() {
  const status = useQuery(catalogStatusQuery)
  return (
    <Panel title={t.title} description={text.cluster.asked}>
      <Loaded query={status} lines={2}>
        {(found) => (
          <Stack>
            {found.state === 'store-away' && <Notice tone="bad">{t.storeAway}</Notice>}
            {found.state === 'out-of-sync' && <Decision status={found} />}
            <Facts
              facts={[
                [
                  text.common.state,
                  <span key="state">
                    <State tone={TONES[found.state]}>{t.states[found.state]}</State> {t.since} <When at={found.since} />
                  </span>,
                ],
                [text.cluster.revision, `${found.revision ?? '—'} / ${found.store.revision ?? '—'}`],
                [t.digest, <Code key="digest">{found.digest.slice(0, 16)}</Code>],
                [text.datastore.title, found.store.reachable ? text.overview.reachable : text.overview.away],
              ]}
            />
          </Stack>
        )}
      </Loaded>
    </Panel>
  )
}

function Decision({ status }: { status: Status }) {
  const may = useMay()
  const queries = useQueryClient()
  const cluster = useQuery(clusterQuery).data?.name ?? ''
  const [asked, setAsked] = useState<'restore' | 'adopt' | null>(null)
  const isEmpty = status.store.empty === true

  const restore = async () => {
    const done = await answer(client.POST('/cluster/catalog/restore', { params: { query: { replace: !isEmpty } } }))
    told(done.withoutDocument.total > 0 ? t.withoutDocument(done.withoutDocument.total) : t.restored)
    void queries.invalidateQueries()
  }
  const adopt = async () => {
    await client.POST('/cluster/catalog/adopt')
    told(t.adopted)
    void queries.invalidateQueries()
  }
  return (
    <>
      <Notice
        tone="bad"
        title={t.decide}
        actions={
          may('restoreCatalog') && (
            <Group gap="xs">
              <Button size="xs" onClick={() => setAsked('restore')}>
                {t.restore}
              </Button>
              {!isEmpty && (
                <Button size="xs" variant="default" onClick={() => setAsked('adopt')}>
                  {t.adopt}
                </Button>
              )}
            </Group>
          )
        }
      >
        {isEmpty ? t.empty : t.foreign} {status.problem}
      </Notice>
      <ConfirmByName opened={asked === 'restore'} onClose={() => setAsked(null)} title={t.restore} name={cluster} action={t.restore} run={restore}>
        {t.restoreHint} {!isEmpty && <b>{t.replaceHint}</b>}
      </ConfirmByName>
      <ConfirmByName opened={asked === 'adopt'} onClose={() => setAsked(null)} title={t.adopt} name={cluster} action={t.adopt} run={adopt}>
        {t.adoptHint}
      </ConfirmByName>
    </>
  )
}
