import { TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState, type ReactNode } from 'react'
import { text } from '../text'
import { IconSearch } from './icons'

const MILLIS = 200

/** A field to search in, and what to search for once nobody types any more. */
export function useSearch(): { q: string; field: ReactNode } {
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed.trim(), MILLIS)
  const field = (
    <TextInput
      aria-label={text.common.searchLabel}
      placeholder={text.common.searchLabel}
      size="xs"
      leftSection={<IconSearch size={15} />}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      style={{ flex: '1 1 14rem' }}
      maw={360}
    />
  )
  return { q, field }
}
