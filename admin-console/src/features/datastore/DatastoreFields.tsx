import { NumberInput, Select, SimpleGrid, Switch, TextInput } from '@mantine/core'
import { text } from '../../text'
import { AddressFields } from '../../ui/AddressFields'
import { SecretField } from '../../ui/SecretField'
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
  return (
    <>
      <Select
        label={t.mode}
        value={values.mode}
        onChange={(mode) => set(withMode(values, mode as Mode))}
        data={Object.entries(t.modes).map(([value, label]) => ({ value, label }))}
        error={errors.mode}
      />
      <AddressFields
        addresses={values.addresses}
        onChange={(addresses) => change({ addresses })}
        hint={t.addressHint[values.mode]}
        placeholder="redis.internal:6379"
        takesSeveral={takesSeveral(values.mode)}
        errors={errors}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput
          label={t.username}
          placeholder={t.usernameHint}
          value={values.username}
          onChange={(event) => change({ username: event.currentTarget.value })}
          error={errors.username}
          autoComplete="off"
        />
        <SecretField
          label={t.password}
          value={values.password}
          onChange={(password) => change({ password })}
          isSet={passwordSet}
          error={errors.password}
        />
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
