import { Box, Group, Text } from '@mantine/core'
import { useState, type CSSProperties } from 'react'
import { text } from '../../text'
import { State } from '../../ui/State'
import { levelOf, rateInWords, resetInWords, shareOf, standingOf, TONES, usedInWords, type LimitUsage, type Standing } from './levels'
import './usage.css'

const t = text.usage

interface TrackProps {
  name: string
  standing: Standing
  capacity: number
  /** It was so once, and is not known now. */
  isOld?: boolean
}

function Track({ name, standing, capacity, isOld }: TrackProps) {
  const tone = isOld ? 'idle' : TONES[levelOf(standing, capacity)]
  return (
    <div
      className="meter"
      role="meter"
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={capacity}
      aria-valuenow={Math.min(capacity, standing.used)}
      aria-valuetext={usedInWords(standing, capacity)}
    >
      <div className="meter-fill" style={{ '--tone': `var(--weir-${tone})`, '--share': shareOf(standing, capacity) } as CSSProperties} />
    </div>
  )
}

/** That little or nothing remains, in a word; nothing where all is well. */
function Warning({ standing, capacity }: { standing: Standing; capacity: number }) {
  const level = levelOf(standing, capacity)
  return level === 'calm' ? null : <State tone={TONES[level]}>{t.levels[level]}</State>
}

interface MeterProps {
  limit: LimitUsage
  isOld?: boolean
}

/** One limit: what is taken of it, when it is whole again, and what it grants. */
export function LimitMeter({ limit, isOld }: MeterProps) {
  const { name, capacity, algorithm } = limit
  const standing = standingOf(limit)
  return (
    <Box miw={0}>
      <Group justify="space-between" gap="xs" wrap="nowrap" align="baseline">
        <Text fz="sm" fw={550} truncate>
          {name}
        </Text>
        {standing && (
          <Text fz="sm" style={{ whiteSpace: 'nowrap' }}>
            {usedInWords(standing, capacity)}
          </Text>
        )}
      </Group>
      {standing && <Track name={name} standing={standing} capacity={capacity} isOld={isOld} />}
      <Text fz="xs" c="dimmed">
        {rateInWords(limit)}
        {standing ? ` · ${resetInWords(standing, algorithm)}` : null}
      </Text>
      {standing ? (
        <Text fz="xs" component="div">
          <Warning standing={standing} capacity={capacity} />
        </Text>
      ) : (
        <Text fz="xs" c="dimmed">
          {limit.scope === 'ip' ? t.perAddress : t.tooMany}
        </Text>
      )}
      <Resources limit={limit} isOld={isOld} />
    </Box>
  )
}

/** The fullest resource of a limit that counts each by itself, and the others on demand. */
function Resources({ limit, isOld }: MeterProps) {
  const [isOpen, setOpen] = useState(false)
  const [fullest, ...others] = limit.resources ?? []
  if (!fullest) return null
  return (
    <>
      <Text fz="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {t.fullest} <span className="mono">{fullest.resource}</span>{' '}
        {others.length > 0 && (
          <button type="button" className="link-button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            +{t.resources(others.length)}
          </button>
        )}
      </Text>
      {isOpen &&
        others.map((one) => (
          <Box key={one.resource} mt={4}>
            <Group justify="space-between" gap="xs" wrap="nowrap" align="baseline">
              <Text fz="xs" className="mono" truncate>
                {one.resource}
              </Text>
              <Text fz="xs" style={{ whiteSpace: 'nowrap' }}>
                {usedInWords(one, limit.capacity)}
              </Text>
            </Group>
            <Track name={`${limit.name} ${one.resource}`} standing={one} capacity={limit.capacity} isOld={isOld} />
          </Box>
        ))}
    </>
  )
}

/** The same in a line, for lists. */
export function LimitLine({ limit, isOld }: MeterProps) {
  const standing = standingOf(limit)
  if (!standing) return null
  return (
    <Box className="meter-line">
      <Group justify="space-between" gap={6} wrap="nowrap" align="baseline">
        <Text fz="xs" c="dimmed" truncate>
          {limit.name}
        </Text>
        <Text fz="xs" style={{ whiteSpace: 'nowrap' }}>
          {usedInWords(standing, limit.capacity)}
        </Text>
      </Group>
      <Track name={limit.name} standing={standing} capacity={limit.capacity} isOld={isOld} />
      {levelOf(standing, limit.capacity) !== 'calm' && (
        <Text fz="xs" c="dimmed" component="div">
          <Warning standing={standing} capacity={limit.capacity} /> · {resetInWords(standing, limit.algorithm)}
        </Text>
      )}
    </Box>
  )
}
