import type { CSSProperties } from 'react'
import type { Tone } from '../../ui/State'

const TONES: Record<string, Tone> = { GET: 'good', POST: 'info', PUT: 'warn', PATCH: 'warn', DELETE: 'bad' }

/** An HTTP method, coloured by what it does. */
export function Method({ children }: { children: string }) {
  return (
    <span className="method" style={{ '--tone': `var(--weir-${TONES[children] ?? 'text'}, var(--mantine-color-text))` } as CSSProperties}>
      {children}
    </span>
  )
}
