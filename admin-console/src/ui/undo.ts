import { text } from '../text'

/** One object that a deletion took along, and how it is made again. */
export interface Step {
  /** As it stands in a sentence, where it could not be made. */
  what: string
  make: () => Promise<unknown>
}

/** What brings a deleted object back: itself first, then what went along. Read before the deletion. */
export type Steps = [Step, ...Step[]]

/** How an undo ended; `without` names what did not come back of an object that did. */
export interface Undone {
  isBack: boolean
  without: string[]
  reason: string
}

/** Makes again what was deleted. What belongs to the first is not tried without it; one that fails does not keep the others away. */
export async function undo([first, ...others]: Steps): Promise<Undone> {
  try {
    await first.make()
  } catch (error) {
    return { isBack: false, without: [first.what], reason: reasonOf(error) }
  }
  const ended: Undone = { isBack: true, without: [], reason: '' }
  for (const { what, make } of others) {
    try {
      await make()
    } catch (error) {
      ended.without.push(what)
      ended.reason ||= reasonOf(error)
    }
  }
  return ended
}

/** What is said of it. */
export function saidOf(name: string, { isBack, without, reason }: Undone): string {
  if (!isBack) return text.undo.notBack(name, reason)
  return without.length === 0 ? text.undo.back(name) : text.undo.partly(name, without, reason)
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
