import { text } from '../../text'
import { State } from '../../ui/State'
import { useNow, When } from '../../ui/When'

/** When a key or token ends, and whether it has. */
export function Expiry({ at }: { at: string | undefined }) {
  const now = useNow()
  if (at === undefined) return <>{text.common.never}</>
  return new Date(at) < now ? <State tone="bad">{text.credentials.expired}</State> : <When at={at} />
}
