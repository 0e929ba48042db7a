import { Tooltip } from '@mantine/core'
import { useEffect, useState } from 'react'
import { exact, relative } from './time'

const TICK_MILLIS = 15_000

/** The time now, moved on while a component shows something relative to it. */
export function useNow(millis = TICK_MILLIS): Date {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), millis)
    return () => clearInterval(timer)
  }, [millis])
  return now
}

/** A moment as people say it, and exactly on hover. */
export function When({ at }: { at: string | undefined | null }) {
  const now = useNow()
  if (!at) return <>—</>
  const instant = new Date(at)
  return (
    <Tooltip label={exact(instant)}>
      <time dateTime={at} style={{ whiteSpace: 'nowrap' }}>
        {relative(instant, now)}
      </time>
    </Tooltip>
  )
}
