import { ActionIcon, Button, Checkbox, Group, NumberInput, PasswordInput, Select, SimpleGrid, Stack, Switch, Text, TextInput } from '@mantine/core'
import { text } from '../../text'
import { IconPlus, IconX } from '../../ui/icons'
import { takesSeveral, withMode, type Mode, type Values } from './values'

interface FieldsProps {
  values: Values
  set: (values: Values) => void
  passwordSet: boolean
  errors: Record<string, string>
}

export function DatastoreFields({ values, set, passwordSet, errors }: FieldsProps) {
  const t = text.datastore
  const change = (part: Partial<Values>) => set({ ...values, ...part })
  const changeAddress = (index: number, address: string) =>
    change({ addresses: values.addresses.map((old, i) => (i === index ? address : old)) })

  return (
    <>
      <Select
        label={t.mode}
        value={values.mode}
        onChange={(mode) => set(withMode(values, mode as Mode))}
        data={Object.entries(t.modes).map(([value, label]) => ({ value, label }))}
        error={errors.mode}
      />
      <Stack gap={6} role="group" aria-label={t.addresses}>
        <Text fz="sm" fw={500}>
          {t.addresses}{' '}
          <Text span c="dimmed" fz="xs">
            {t.addressHint[values.mode]}
          </Text>
        </Text>
        {values.addresses.map((address, index) => (
          <Group key={index} gap="xs" wrap="nowrap" align="flex-start">
            <TextInput
              aria-label={t.address(index + 1)}
              placeholder="redis.internal:6379"
              classNames={{ input: 'mono' }}
              value={address}
              onChange={(event) => changeAddress(index, event.currentTarget.value)}
              error={errors[`addresses[${index}]`] ?? (index === 0 ? errors.addresses : undefined)}
              style={{ flex: 1 }}
            />
            {values.addresses.length > 1 && (
              <ActionIcon
                variant="subtle"
                color="gray"
                size={34}
                aria-label={t.removeAddress(address)}
                onClick={() => change({ addresses: values.addresses.filter((_, i) => i !== index) })}
              >
                <IconX size={16} />
              </ActionIcon>
            )}
          </Group>
        ))}
        {takesSeveral(values.mode) && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={15} />}
            style={{ alignSelf: 'flex-start' }}
            onClick={() => change({ addresses: [...values.addresses, ''] })}
          >
            {t.addAddress}
          </Button>
        )}
      </Stack>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput
          label={t.username}
          placeholder={t.usernameHint}
          value={values.username}
          onChange={(event) => change({ username: event.currentTarget.value })}
          error={errors.username}
          autoComplete="off"
        />
        <Stack gap={6}>
          <PasswordInput
            label={t.password}
            placeholder={passwordSet ? t.passwordKept : t.passwordNone}
            value={values.password ?? ''}
            disabled={values.password === '' && passwordSet}
            onChange={(event) => change({ password: event.currentTarget.value || null })}
            error={errors.password}
            autoComplete="new-password"
          />
          {passwordSet && (
            <Checkbox
              size="xs"
              label={t.clearPassword}
              checked={values.password === ''}
              onChange={(event) => change({ password: event.currentTarget.checked ? '' : null })}
            />
          )}
        </Stack>
        <NumberInput
          label={t.database}
          value={values.database}
          min={0}
          max={1023}
          allowDecimal={false}
          disabled={values.mode === 'cluster'}
          onChange={(value) => change({ database: Number(value) || 0 })}
          error={errors.database}
        />
        <Switch label={t.tls} checked={values.tls} onChange={(event) => change({ tls: event.currentTarget.checked })} mt={{ xs: 28 }} />
        <TextInput
          label={t.commandTimeout}
          description={t.commandTimeoutHint}
          value={values.commandTimeout}
          onChange={(event) => change({ commandTimeout: event.currentTarget.value })}
          error={errors.commandTimeout}
        />
        <TextInput
          label={t.operationTimeout}
          description={t.operationTimeoutHint}
          value={values.operationTimeout}
          onChange={(event) => change({ operationTimeout: event.currentTarget.value })}
          error={errors.operationTimeout}
        />
      </SimpleGrid>
    </>
  )
}
