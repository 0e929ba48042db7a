import { useQuery } from '@tanstack/react-query'
import { analyticsSettingsQuery } from '../../api/queries'
import { text } from '../../text'
import { Loaded } from '../../ui/Loaded'
import { Page } from '../../ui/Page'
import { AnalyticsForm } from './AnalyticsForm'

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
