import type { CSSProperties, ReactNode } from 'react'

export type Tone = 'good' | 'warn' | 'bad' | 'idle' | 'info'

/** A state in a word behind a coloured dot; the word alone tells it, too. */
export function State({ tone, hollow, children }: { tone: Tone; hollow?: boolean; children: ReactNode }) {
  return (
    <span className="state" data-hollow={hollow || undefined} style={{ '--tone': `var(--weir-${tone})` } as CSSProperties}>
      {children}
    </span>
  )
}
