import { ActionIcon, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { text } from '../text'
import { IconPlus, IconX } from './icons'

const t = text.addresses

interface AddressFieldsProps {
  addresses: string[]
  onChange: (addresses: string[]) => void
  hint: string
  placeholder: string
  /** More than one makes sense. */
  takesSeveral: boolean
  errors: Record<string, string>
}

/** `host:port`, one or several. */
export function AddressFields({ addresses, onChange, hint, placeholder, takesSeveral, errors }: AddressFieldsProps) {
  return (
    <Stack gap={6} role="group" aria-label={t.label}>
      <Text fz="sm" fw={500}>
        {t.label}{' '}
        <Text span c="dimmed" fz="xs">
          {hint}
        </Text>
      </Text>
      {addresses.map((address, index) => (
        <Group key={index} gap="xs" wrap="nowrap" align="flex-start">
          <TextInput
            aria-label={t.one(index + 1)}
            placeholder={placeholder}
            classNames={{ input: 'mono' }}
            value={address}
            onChange={(event) => onChange(addresses.map((old, i) => (i === index ? event.currentTarget.value : old)))}
            error={errors[`addresses[${index}]`] ?? (index === 0 ? errors.addresses : undefined)}
            style={{ flex: 1 }}
          />
          {addresses.length > 1 && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size={34}
              aria-label={t.remove(address)}
              onClick={() => onChange(addresses.filter((_, i) => i !== index))}
            >
              <IconX size={16} />
            </ActionIcon>
          )}
        </Group>
      ))}
      {takesSeveral && (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={15} />}
          style={{ alignSelf: 'flex-start' }}
          onClick={() => onChange([...addresses, ''])}
        >
          {t.add}
        </Button>
      )}
    </Stack>
  )
}
