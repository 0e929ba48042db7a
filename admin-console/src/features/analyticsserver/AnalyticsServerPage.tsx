import { queryOptions, useQuery } from '@tanstack/react-query'
import { answer, client } from '../../api/client'
import { text } from '../../text'
import { Loaded } from '../../ui/Loaded'
import { Page } from '../../ui/Page'
import { AnalyticsForm } from './AnalyticsForm'

export const analyticsSettingsQuery = queryOptions({
  queryKey: ['settings', 'analytics'],
  queryFn: () => answer(client.GET('/settings/analytics')),
})

export function AnalyticsServerPage() {
  const settings = useQuery(analyticsSettingsQuery)
  return (
    <Page title={text.analyticsServer.title} description={text.analyticsServer.description}>
      <Loaded query={settings} lines={8}>
        {(inForce) => <AnalyticsForm key={JSON.stringify(inForce)} inForce={inForce} />}
      </Loaded>
    </Page>
  )
}
