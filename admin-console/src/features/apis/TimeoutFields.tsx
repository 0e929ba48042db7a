import { SimpleGrid, TextInput } from '@mantine/core'
import type { Endpoint } from '../../api/client'
import { text } from '../../text'
import { EXPLAINED_BELOW } from '../../ui/below'

const t = text.apis.endpoint
const NAMES = ['connect', 'firstByte', 'idle'] as const

interface TimeoutFieldsProps {
  timeouts: Endpoint['timeouts']
  set: (timeouts: Endpoint['timeouts']) => void
  errors: Record<string, string>
}

/** How long a target may take, as ISO 8601 durations; the usual where nothing is said. */
export function TimeoutFields({ timeouts, set, errors }: TimeoutFieldsProps) {
  const change = (name: (typeof NAMES)[number], duration: string) => {
    const next = Object.entries({ ...timeouts, [name]: duration }).filter(([, said]) => said)
    set(next.length > 0 ? Object.fromEntries(next) : undefined)
  }
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }} maw={760} mt="md">
      {NAMES.map((name) => (
        <TextInput
          key={name}
          label={t.timeouts[name]}
          description={t.timeoutMeans[name]}
          placeholder={t.usual[name]}
          inputWrapperOrder={EXPLAINED_BELOW}
          classNames={{ input: 'mono' }}
          value={timeouts?.[name] ?? ''}
          onChange={(event) => change(name, event.currentTarget.value.toUpperCase())}
          error={errors[`endpoint.timeouts.${name}`]}
        />
      ))}
    </SimpleGrid>
  )
}
