import { NumberInput, Select, SimpleGrid, Switch, Text, TextInput } from '@mantine/core'
import { text } from '../../text'
import { EXPLAINED_BELOW } from '../../ui/below'
import { AddressFields } from '../../ui/AddressFields'
import { SecretField } from '../../ui/SecretField'
import type { Settings, Values } from './values'

const t = text.analyticsServer

interface FieldsProps {
  values: Values
  set: (values: Values) => void
  inForce: Settings
  errors: Record<string, string>
}

export function AnalyticsFields({ values, set, inForce, errors }: FieldsProps) {
  const change = (part: Partial<Values>) => set({ ...values, ...part })
  const number = (name: 'maxActionsPerBulk' | 'maxConcurrentBulk' | 'spoolLimit' | 'heap', label: string) => (
    <NumberInput
      label={label}
      value={values[name]}
      min={1}
      allowDecimal={false}
      thousandSeparator=","
      onChange={(value) => change({ [name]: Number(value) || 0 })}
      error={errors[name]}
    />
  )
  return (
    <>
      <Switch label={t.enabled} checked={values.enabled} onChange={(event) => change({ enabled: event.currentTarget.checked })} />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <Select
          label={t.mode}
          value={values.mode}
          onChange={(mode) => change({ mode: mode as Values['mode'], addresses: mode === 'embedded' ? values.addresses.slice(0, 1) : values.addresses })}
          data={Object.entries(t.modes).map(([value, label]) => ({ value, label }))}
          error={errors.mode}
        />
        <TextInput
          label={t.clusterName}
          placeholder={t.clusterNameHint}
          value={values.clusterName}
          onChange={(event) => change({ clusterName: event.currentTarget.value })}
          error={errors.clusterName}
        />
      </SimpleGrid>
      <AddressFields
        addresses={values.addresses}
        onChange={(addresses) => change({ addresses })}
        hint={t.addressHint[values.mode]}
        placeholder="elasticsearch.internal:9200"
        takesSeveral={values.mode === 'external'}
        errors={errors}
      />
      {values.mode === 'external' && (
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput
            label={t.username}
            value={values.username}
            onChange={(event) => change({ username: event.currentTarget.value })}
            error={errors.username}
            autoComplete="off"
          />
          <SecretField label={t.password} value={values.password} onChange={(password) => change({ password })} isSet={inForce.passwordSet} error={errors.password} />
          <SecretField label={t.apiKey} value={values.apiKey} onChange={(apiKey) => change({ apiKey })} isSet={inForce.apiKeySet} error={errors.apiKey} />
          <Switch label={t.sniff} checked={values.sniff} onChange={(event) => change({ sniff: event.currentTarget.checked })} mt={{ xs: 28 }} />
          <Switch label={t.tls} checked={values.tls} onChange={(event) => change({ tls: event.currentTarget.checked })} />
          <span />
          {values.tls && (
            <>
              <TextInput
                label={t.truststore}
                placeholder={t.truststoreHint}
                value={values.truststore}
                onChange={(event) => change({ truststore: event.currentTarget.value })}
                error={errors.truststore}
              />
              <SecretField
                label={t.truststorePassword}
                value={values.truststorePassword}
                onChange={(truststorePassword) => change({ truststorePassword })}
                isSet={inForce.truststorePasswordSet}
                error={errors.truststorePassword}
              />
            </>
          )}
        </SimpleGrid>
      )}
      <Text fw={600} fz="sm">
        {t.delivery}
      </Text>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }}>
        <TextInput
          label={t.flushInterval}
          description={t.flushHint}
          inputWrapperOrder={EXPLAINED_BELOW}
          value={values.flushInterval}
          onChange={(event) => change({ flushInterval: event.currentTarget.value })}
          error={errors.flushInterval}
        />
        {number('maxActionsPerBulk', t.maxActions)}
        {number('maxConcurrentBulk', t.maxBulks)}
        <TextInput
          label={t.retention}
          placeholder={t.retentionHint}
          value={values.retention}
          onChange={(event) => change({ retention: event.currentTarget.value })}
          error={errors.retention}
        />
        {number('spoolLimit', t.spoolLimit)}
        <NumberInput
          label={t.replicas}
          placeholder={t.replicasHint}
          value={values.replicas ?? ''}
          min={0}
          allowDecimal={false}
          onChange={(value) => change({ replicas: value === '' ? undefined : Number(value) })}
          error={errors.replicas}
        />
        {values.mode === 'embedded' && number('heap', t.heap)}
      </SimpleGrid>
    </>
  )
}
