import { Text, Tooltip } from '@mantine/core'
import { useContext } from 'react'
import { text } from '../text'
import { State } from '../ui/State'
import { LiveContext } from './live'

/** Whether what is shown follows the cluster at this moment. */
export function LiveBadge() {
  const state = useContext(LiveContext)
  return (
    <Tooltip label={state === 'lost' ? text.nav.lostHint : text.nav.liveHint} w={260}>
      <Text fz="xs" component="div" role="status">
        {state === 'live' && <State tone="good">{text.nav.live}</State>}
        {state === 'connecting' && <State tone="idle">{text.nav.connecting}</State>}
        {state === 'lost' && <State tone="bad">{text.nav.lost}</State>}
      </Text>
    </Tooltip>
  )
}
