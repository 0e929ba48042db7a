import { Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { Api } from '../../api/client'
import { apiQuery, gatewayQuery } from '../../api/queries'
import { text } from '../../text'
import { BackLink } from '../../ui/BackLink'
import { Code } from '../../ui/Copy'
import { Loaded } from '../../ui/Loaded'
import { Page, Panel } from '../../ui/Page'
import { State } from '../../ui/State'
import { ApiOperations, contextOf } from '../../features/document/ApiOperations'
import { ApiPlans } from './ApiPlans'

const t = text.portal

export function ApiDocumentPage() {
  const { id } = useParams({ from: '/apis/$id' })
  const api = useQuery(apiQuery(id))
  return <Loaded query={api}>{(found) => <ApiDocument key={id} api={found} />}</Loaded>
}

/** What the API is and offers, and the plans that it can be had under. */
function ApiDocument({ api }: { api: Api }) {
  const gateway = useQuery(gatewayQuery)
  return (
    <Page
      title={api.name}
      back={<BackLink to="/">{t.catalogue}</BackLink>}
      description={
        <>
          {text.apis.version} {api.version} · <Code copy>{`${gateway.data?.url ?? ''}${contextOf(api)}`}</Code>{' '}
          {api.lifecycle === 'DEPRECATED' && <State tone="warn">{t.deprecated}</State>}
        </>
      }
    >
      <ApiOperations
        api={api}
        overview={
          <Stack>
            {api.description && (
              <Panel>
                <Text fz="sm" style={{ whiteSpace: 'pre-wrap' }}>
                  {api.description}
                </Text>
              </Panel>
            )}
            <ApiPlans api={api} />
          </Stack>
        }
      />
    </Page>
  )
}
