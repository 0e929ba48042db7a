import { Box, Text, TextInput, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { text } from '../../text'
import { IconSearch } from '../../ui/icons'
import { Method } from './Method'
import type { Operation } from './operations'

const t = text.portal
const SHOWN = 300

interface OperationListProps {
  operations: Operation[]
  /** The id of the operation that is shown; null for the overview. */
  chosen: string | null
  choose: (id: string | null) => void
  hasOverview: boolean
}

/** The operations by tag, and the overview above them. */
export function OperationList({ operations, chosen, choose, hasOverview }: OperationListProps) {
  const [filter, setFilter] = useState('')
  const wanted = filter.trim().toLowerCase()
  const found = operations.filter(({ id, summary, tag }) => `${id} ${summary} ${tag}`.toLowerCase().includes(wanted)).slice(0, SHOWN)
  const tags = [...new Set(found.map(({ tag }) => tag))]
  return (
    <Box component="nav" className="panel" p="xs" aria-label={t.other} style={{ position: 'sticky', top: 72, maxHeight: 'calc(100vh - 96px)', overflow: 'auto' }}>
      {hasOverview && (
        <UnstyledButton className="operation" aria-current={chosen === null ? 'true' : undefined} onClick={() => choose(null)} fw={600}>
          {t.overview}
        </UnstyledButton>
      )}
      <TextInput
        size="xs"
        my="xs"
        aria-label={t.filter}
        placeholder={t.filter}
        leftSection={<IconSearch size={14} />}
        value={filter}
        onChange={(event) => setFilter(event.currentTarget.value)}
      />
      {tags.map((tag) => (
        <Box key={tag} mb="xs">
          <Text fz={11} fw={600} c="dimmed" px={10} tt="uppercase">
            {tag || t.other}
          </Text>
          {found
            .filter((operation) => operation.tag === tag)
            .map(({ id, method, path, summary, isDeprecated }) => (
              <UnstyledButton key={id} className="operation" aria-current={id === chosen ? 'true' : undefined} onClick={() => choose(id)} title={path}>
                <Method>{method}</Method>
                <span className={summary ? undefined : 'mono'} style={isDeprecated ? { textDecoration: 'line-through' } : undefined}>
                  {summary || path}
                </span>
              </UnstyledButton>
            ))}
        </Box>
      ))}
    </Box>
  )
}
