import { useQuery } from '@tanstack/react-query'
import { plansQuery } from '../../api/queries'
import { Code } from '../../ui/Copy'

/** A plan by its name; by its id until that is read. */
export function PlanName({ id }: { id: string }) {
  const plan = useQuery(plansQuery).data?.find((candidate) => candidate.id === id)
  return plan ? <>{plan.name}</> : <Code>{id}</Code>
}
