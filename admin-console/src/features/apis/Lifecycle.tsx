import type { Api } from '../../api/client'
import { text } from '../../text'
import { State, type Tone } from '../../ui/State'

const TONES: Record<Api['lifecycle'] & string, Tone> = {
  CREATED: 'idle',
  PUBLISHED: 'good',
  BLOCKED: 'bad',
  DEPRECATED: 'warn',
  RETIRED: 'idle',
}

export function Lifecycle({ of }: { of: Api['lifecycle'] & string }) {
  return (
    <State tone={TONES[of]} hollow={of === 'CREATED'}>
      {text.apis.lifecycle[of]}
    </State>
  )
}
