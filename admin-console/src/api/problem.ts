import type { components } from '../../generated/schema'

export type Problem = components['schemas']['Problem']

/** What the server refused, or that it could not be reached (`code` is `offline`, `status` 0). */
export class ProblemError extends Error {
  readonly problem: Problem
  readonly retryAfter: number | null

  constructor(problem: Problem, retryAfter: string | null) {
    super(problem.detail || problem.title)
    this.name = 'ProblemError'
    this.problem = problem
    this.retryAfter = retryAfter === null ? null : Number(retryAfter)
  }

  get status(): number {
    return this.problem.status
  }

  get code(): string {
    return this.problem.code
  }
}

/** The problem document of an answer; one that is made up where a proxy answered something else. */
export async function problemOf(response: Response): Promise<Problem> {
  try {
    const body = (await response.json()) as Partial<Problem>
    if (typeof body.status === 'number' && typeof body.code === 'string') return body as Problem
  } catch {
    // Not JSON: something between here and the node answered.
  }
  return {
    type: 'about:blank',
    title: response.statusText || `HTTP ${response.status}`,
    status: response.status,
    code: 'unknown',
    detail: `${response.status} ${response.statusText}`.trim(),
    requestId: response.headers.get('X-Request-Id') ?? '',
  }
}

/** Messages of a refused form by their path, such as `limits[0].count`. */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!(error instanceof ProblemError)) return {}
  return Object.fromEntries((error.problem.errors ?? []).map(({ path, message }) => [path, message]))
}

export function isConflict(error: unknown): boolean {
  return error instanceof ProblemError && error.status === 412
}

export function isOffline(error: unknown): boolean {
  return error instanceof ProblemError && error.code === 'offline'
}

/** Refuses a save where the object is not what it was when it was opened, as the server does where it knows revisions. */
export function conflict(): ProblemError {
  return new ProblemError({ type: 'about:blank', title: 'Precondition Failed', status: 412, code: 'changed', detail: '', requestId: '' }, null)
}
