import { Grid } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState, type ReactNode } from 'react'
import type { Api } from '../../api/client'
import { gatewayQuery } from '../../api/queries'
import { text } from '../../text'
import { Loading } from '../../ui/Loaded'
import { Notice } from '../../ui/Notice'
import { OperationList } from './OperationList'
import { OperationView } from './OperationView'
import { offeredOperations } from './offered'
import { documentQuery } from './readDocument'
import { prefixOf } from '../organizations/path'

interface ApiOperationsProps {
  api: Api
  /** Shown while no operation is chosen; null to begin with the first operation. */
  overview: ReactNode
}

/** What an API offers, from its description where it has one: a list, and the operation that is chosen from it. */
export function ApiOperations({ api, overview }: ApiOperationsProps) {
  const document = useQuery(documentQuery(api.id, api.document?.sha256))
  const gateway = useQuery(gatewayQuery)
  const operations = useMemo(() => offeredOperations(api, document.data), [api, document.data])
  const [chosen, setChosen] = useState<string | null>(null)
  const shown = chosen ?? (overview === null ? (operations[0]?.id ?? null) : null)
  const operation = operations.find(({ id }) => id === shown)
  const address = `${gateway.data?.url ?? ''}${contextOf(api)}`

  if (document.isLoading) return <Loading lines={8} />
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, md: 4, lg: 3 }}>
        <OperationList operations={operations} chosen={shown} choose={setChosen} hasOverview={overview !== null} />
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 8, lg: 9 }}>
        {document.error && <Notice tone="warn">{text.portal.readFailed}</Notice>}
        {operation ? <OperationView key={operation.id} api={api} operation={operation} address={address} /> : overview}
      </Grid.Col>
    </Grid>
  )
}

/** Where an API begins below the gateway's address. */
export function contextOf({ organization, context, version }: Api): string {
  return `${prefixOf(organization)}${context.replaceAll('{version}', version)}`.replace(/\/$/, '')
}
