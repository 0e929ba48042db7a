import type { Api } from '../../api/client'

export type Step = 'publish' | 'block' | 'unblock' | 'deprecate' | 'retire'

const STEPS: Record<Api['lifecycle'] & string, Step[]> = {
  CREATED: ['publish'],
  PUBLISHED: ['block', 'deprecate'],
  BLOCKED: ['unblock', 'deprecate'],
  DEPRECATED: ['retire'],
  RETIRED: [],
}

/** What can be done next: CREATED → PUBLISHED ⇄ BLOCKED → DEPRECATED → RETIRED. */
export function stepsFrom(lifecycle: Api['lifecycle'] & string): Step[] {
  return STEPS[lifecycle]
}

/** Steps that take something from callers, or that no further step undoes. */
export function needsConfirmation(step: Step): step is 'block' | 'deprecate' | 'retire' {
  return step === 'block' || step === 'deprecate' || step === 'retire'
}
