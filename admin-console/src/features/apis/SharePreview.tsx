import { Box, Group, Text } from '@mantine/core'
import { text } from '../../text'
import { Panel } from '../../ui/Page'
import { sequence, shares, type Weighted } from './shares'

const SEQUENCE = 28
const COLORS = ['#0b6e99', '#b26a00', '#1b7f4b', '#7a4fb5', '#b3406b', '#3f6fd1', '#6a7a00', '#00797a']
const colorOf = (index: number) => COLORS[index % COLORS.length]

function nameOf(index: number): string {
  return index < 26 ? String.fromCharCode(97 + index) : String(index + 1)
}

/** What the weights come to: a bar of shares, and the order of the next requests. */
export function SharePreview({ targets, isWeighted }: { targets: (Weighted & { url: string })[]; isWeighted: boolean }) {
  const parts = shares(targets, isWeighted)
  const next = sequence(targets, isWeighted, SEQUENCE)
  const t = text.apis.endpoint
  return (
    <Panel title={t.preview}>
      {next.length === 0 ? (
        <Text fz="sm">{t.nobody}</Text>
      ) : (
        <>
          <Group gap={2} wrap="nowrap" role="img" aria-label={parts.map((part, i) => `${nameOf(i)} ${(part * 100).toFixed(0)} %`).join(', ')}>
            {parts.map((part, i) => part > 0 && <Box key={i} h={14} style={{ flex: part, minWidth: 3, borderRadius: 3, background: colorOf(i) }} />)}
          </Group>
          <Group gap="md" mt="xs">
            {targets.map(({ url }, i) => (
              <Group key={i} gap={6} wrap="nowrap" style={{ minWidth: 0 }}>
                <Box w={10} h={10} style={{ borderRadius: 2, background: colorOf(i), flex: 'none' }} />
                <Text fz="xs">
                  <b>{nameOf(i)}</b> <span className="mono">{url || '…'}</span> {((parts[i] ?? 0) * 100).toFixed(1)} %
                </Text>
              </Group>
            ))}
          </Group>
          <Text fz="xs" c="dimmed" mt="sm">
            {t.sequence(SEQUENCE)}
          </Text>
          <Text className="mono" fz="sm">
            {next.map(nameOf).join(' ')}
          </Text>
        </>
      )}
    </Panel>
  )
}
