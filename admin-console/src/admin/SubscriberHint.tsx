import { Button } from '@mantine/core'
import { text } from '../text'
import { Empty } from '../ui/Empty'
import { IconBook2 } from '../ui/icons'

/** What a subscriber finds here: the way to the portal. */
export function SubscriberHint() {
  return (
    <Empty
      icon={IconBook2}
      title={text.login.noRole}
      action={
        <Button component="a" href="/portal/">
          {text.login.toPortal}
        </Button>
      }
    />
  )
}
