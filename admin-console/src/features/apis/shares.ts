/** One target's part in what callers send. */
export interface Weighted {
  weight?: number
}

/** What part of all requests each target gets, from 0 to 1; all 0 where no weight is above 0. */
export function shares(targets: Weighted[], isWeighted: boolean): number[] {
  const weights = targets.map(({ weight = 1 }) => (isWeighted ? weight : Math.min(weight, 1)))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => (total === 0 ? 0 : weight / total))
}

/**
 * The targets of the next requests, by index, as smooth weighted round robin picks them: each turn every target gains its weight, the
 * one that has most is taken and gives up the total. 5, 1, 1 gives a a b a c a a.
 */
export function sequence(targets: Weighted[], isWeighted: boolean, length: number): number[] {
  const weights = targets.map(({ weight = 1 }) => (isWeighted ? weight : Math.min(weight, 1)))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  if (total === 0) return []
  const gained = weights.map(() => 0)
  return Array.from({ length }, () => {
    weights.forEach((weight, i) => (gained[i] = (gained[i] ?? 0) + weight))
    const best = gained.reduce((most, value, i) => (value > (gained[most] ?? 0) && (weights[i] ?? 0) > 0 ? i : most), 0)
    gained[best] = (gained[best] ?? 0) - total
    return best
  })
}
