import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { answer, client } from '../../api/client'
import { text } from '../../text'
import { NameModal } from '../../ui/NameModal'
import { told } from '../../ui/told'

/** Makes a plan without limits, and opens it to be given some. */
export function NewPlan({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const navigate = useNavigate()
  const queries = useQueryClient()
  const make = async (name: string) => {
    const plan = await answer(client.POST('/plans', { body: { name, limits: [] } }))
    void queries.invalidateQueries({ queryKey: ['plan'] })
    told(text.plans.made(plan.name))
    await navigate({ to: '/plans/$id', params: { id: plan.id } })
  }
  return <NameModal opened={opened} onClose={onClose} title={text.plans.add} make={make} />
}
