import { Select, TextInput } from '@mantine/core'

interface ChoiceProps<T extends string> {
  label: string
  width: number
  value: T | undefined
  onChange: (value: T | undefined) => void
  /** What stands for no choice. */
  any: string
  options: { value: string; label: string }[] | string[]
  searchable?: boolean
}

/** Narrows a list down to one of some values, or to none. */
export function Choice<T extends string>({ label, width, value, onChange, any, options, searchable }: ChoiceProps<T>) {
  return (
    <Select
      aria-label={label}
      size="xs"
      w={width}
      value={value ?? ''}
      onChange={(chosen) => onChange((chosen || undefined) as T | undefined)}
      data={[{ value: '', label: any }, ...options]}
      searchable={searchable}
    />
  )
}

export function optionsOf(labels: Record<string, string>): { value: string; label: string }[] {
  return Object.entries(labels).map(([value, label]) => ({ value, label }))
}

interface TypedProps {
  label: string
  width: number
  value: string | undefined
  onChange: (value: string | undefined) => void
}

/** Narrows a list down to what has exactly this. */
export function Typed({ label, width, value, onChange }: TypedProps) {
  return (
    <TextInput
      aria-label={label}
      placeholder={label}
      size="xs"
      w={width}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value.trim() || undefined)}
    />
  )
}
