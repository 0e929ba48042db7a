import { text } from '../../text'
import { Page } from '../../ui/Page'
import { SubscriptionList } from './SubscriptionList'

export function SubscriptionsPage() {
  return (
    <Page title={text.consumers.subscriptions} description={text.consumers.subscriptionsHint}>
      <SubscriptionList />
    </Page>
  )
}
