import { ActionIcon, Box, CopyButton, Group, Tooltip } from '@mantine/core'
import { text } from '../text'
import { IconCheck, IconCopy } from './icons'

/** Puts a value on the clipboard and says so. */
export function Copy({ value, label = text.common.copy }: { value: string; label?: string }) {
  return (
    <CopyButton value={value} timeout={1500}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? text.common.copied : label}>
          <ActionIcon variant="subtle" color="gray" size="sm" onClick={copy} aria-label={label}>
            {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
  )
}

/** An id or another value that is taken over letter by letter. */
export function Code({ children, copy }: { children: string; copy?: boolean }) {
  if (!copy) return <span className="mono">{children}</span>
  return (
    <Group gap={4} wrap="nowrap" display="inline-flex" style={{ verticalAlign: 'middle' }}>
      <span className="mono">{children}</span>
      <Copy value={children} />
    </Group>
  )
}

/** Lines to copy: a command, a file. */
export function CodeBlock({ value, label }: { value: string; label: string }) {
  return (
    <Box pos="relative">
      {/* A long file scrolls in its frame, so the keyboard has to reach it. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className="code" tabIndex={0} aria-label={label}>
        {value}
      </pre>
      <Box pos="absolute" top={6} right={6}>
        <Copy value={value} label={`${text.common.copy}: ${label}`} />
      </Box>
    </Box>
  )
}
