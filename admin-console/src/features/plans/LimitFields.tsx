import { ActionIcon, Box, Group, NumberInput, Select, SimpleGrid, Text, TextInput } from '@mantine/core'
import type { PlanLimit } from '../../api/client'
import { text } from '../../text'
import { EXPLAINED_BELOW } from '../../ui/below'
import { IconTrash } from '../../ui/icons'
import { limitInWords } from './limits'

const t = text.plans
const OTHER = 'other'
const options = (labels: Record<string, string>) => Object.entries(labels).map(([value, label]) => ({ value, label }))

interface LimitFieldsProps {
  limit: PlanLimit
  set: (limit: PlanLimit) => void
  remove: () => void
  errors: Record<string, string>
  path: string
}

/** One limit; what it means stands below in words while it is typed. */
export function LimitFields({ limit, set, remove, errors, path }: LimitFieldsProps) {
  const { name, count, period, scope = 'application', algorithm = 'fixed', burst, onStoreFailure = 'approximate' } = limit
  const isKnownPeriod = period in t.periods
  const error = (field: string) => errors[`${path}.${field}`]
  const change = (part: Partial<PlanLimit>) => set({ ...limit, ...part })

  return (
    <Box className="panel" p="md" role="group" aria-label={name}>
      <SimpleGrid type="container" cols={{ base: 1, '420px': 2, '900px': 4 }} verticalSpacing="sm">
        <TextInput label={t.limitName} description={t.limitNameHint} inputWrapperOrder={EXPLAINED_BELOW} value={name} onChange={(e) => change({ name: e.currentTarget.value })} error={error('name')} />
        <NumberInput
          label={t.count}
          value={count}
          min={1}
          allowDecimal={false}
          thousandSeparator=","
          onChange={(value) => change({ count: Number(value) || 0 })}
          error={error('count')}
        />
        <Select
          label={t.period}
          value={isKnownPeriod ? period : OTHER}
          onChange={(value) => change({ period: value === OTHER || value === null ? '' : value })}
          data={[...options(t.periods), { value: OTHER, label: t.otherPeriod }]}
          error={isKnownPeriod ? error('period') : undefined}
        />
        {isKnownPeriod ? (
          <Select
            label={t.scope}
            value={scope}
            onChange={(value) => change({ scope: value as PlanLimit['scope'] })}
            data={options(t.scopes)}
            error={error('scope')}
          />
        ) : (
          <TextInput
            label={t.otherPeriod}
            placeholder={t.periodHint}
            classNames={{ input: 'mono' }}
            value={period}
            onChange={(e) => change({ period: e.currentTarget.value.toUpperCase() })}
            error={error('period')}
          />
        )}
        {!isKnownPeriod && (
          <Select label={t.scope} value={scope} onChange={(value) => change({ scope: value as PlanLimit['scope'] })} data={options(t.scopes)} />
        )}
        <Select
          label={t.algorithm}
          value={algorithm}
          onChange={(value) => change({ algorithm: value as PlanLimit['algorithm'], burst: value === 'token-bucket' ? burst : undefined })}
          data={options(t.algorithms)}
          error={error('algorithm')}
        />
        {algorithm === 'token-bucket' && (
          <NumberInput
            label={t.burst}
            description={t.burstHint}
            inputWrapperOrder={EXPLAINED_BELOW}
            placeholder={String(count)}
            value={burst ?? ''}
            min={1}
            allowDecimal={false}
            thousandSeparator=","
            onChange={(value) => change({ burst: value === '' ? undefined : Number(value) })}
            error={error('burst')}
          />
        )}
        <Select
          label={t.onStoreFailure}
          value={onStoreFailure}
          onChange={(value) => change({ onStoreFailure: value as PlanLimit['onStoreFailure'] })}
          data={options(t.failures)}
          error={error('onStoreFailure')}
        />
      </SimpleGrid>
      <Group justify="space-between" wrap="nowrap" mt="sm" align="flex-start">
        <Text fz="sm" aria-live="polite">
          <b>{t.inWords}:</b> {limitInWords(limit)}{' '}
          <Text span c="dimmed" fz="sm">
            {t.algorithmMeans[algorithm]}
          </Text>
        </Text>
        <ActionIcon variant="subtle" color="gray" onClick={remove} aria-label={t.removeLimit(name)}>
          <IconTrash size={16} />
        </ActionIcon>
      </Group>
    </Box>
  )
}
