import { NumberInput, SimpleGrid, Stack, Switch, Text, TextInput } from '@mantine/core'
import { text } from '../../text'
import { EXPLAINED_BELOW } from '../../ui/below'
import { inWords, type Name, type SharedListener } from './effects'

const t = text.listeners

interface ListenerFieldsProps {
  name: Name
  listener: SharedListener | undefined
  /** What it begins with where it is said for the first time. */
  present: SharedListener | undefined
  set: (listener: SharedListener | undefined) => void
  errors: Record<string, string>
}

/** One listener: whether the cluster says where it is, and where. */
export function ListenerFields({ name, listener, present, set, errors }: ListenerFieldsProps) {
  const title = t.names[name]
  const error = (field: string) => errors[`shared.${name}.${field}`]
  return (
    <Stack gap="sm" role="group" aria-label={title}>
      <Switch
        label={t.isShared(title)}
        checked={listener !== undefined}
        onChange={(event) => set(event.currentTarget.checked ? (present ?? { enabled: true, host: '0.0.0.0', port: 8080 }) : undefined)}
      />
      {listener && (
        <SimpleGrid cols={{ base: 1, xs: 3 }} pl={{ base: 0, xs: 44 }}>
          <TextInput
            label={t.host}
            description={t.hostHint}
            inputWrapperOrder={EXPLAINED_BELOW}
            classNames={{ input: 'mono' }}
            value={listener.host}
            onChange={(event) => set({ ...listener, host: event.currentTarget.value })}
            error={error('host')}
          />
          <NumberInput
            label={t.port}
            value={listener.port}
            min={1}
            max={65535}
            allowDecimal={false}
            onChange={(port) => set({ ...listener, port: Number(port) || 0 })}
            error={error('port')}
          />
          <Switch
            label={t.enabled}
            checked={listener.enabled}
            onChange={(event) => set({ ...listener, enabled: event.currentTarget.checked })}
            mt={{ base: 0, xs: 30 }}
          />
        </SimpleGrid>
      )}
      <Text fz="sm" c="dimmed" pl={{ base: 0, xs: 44 }} aria-live="polite">
        {inWords(name, listener)}
      </Text>
    </Stack>
  )
}
