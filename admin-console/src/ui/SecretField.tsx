import { Checkbox, PasswordInput, Stack } from '@mantine/core'
import { text } from '../text'

const t = text.secret

interface SecretFieldProps {
  label: string
  /** Null while the present one is kept; empty for none. */
  value: string | null
  onChange: (value: string | null) => void
  isSet: boolean
  error?: string
}

/** A secret that the server takes and never shows: kept unless something is typed, or given up by the box below. */
export function SecretField({ label, value, onChange, isSet, error }: SecretFieldProps) {
  return (
    <Stack gap={6}>
      <PasswordInput
        label={label}
        placeholder={isSet ? t.kept : t.none}
        value={value ?? ''}
        disabled={value === '' && isSet}
        onChange={(event) => onChange(event.currentTarget.value || null)}
        error={error}
        autoComplete="new-password"
      />
      {isSet && <Checkbox size="xs" label={t.clear} checked={value === ''} onChange={(event) => onChange(event.currentTarget.checked ? '' : null)} />}
    </Stack>
  )
}
