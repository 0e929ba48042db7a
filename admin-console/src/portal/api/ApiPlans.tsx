import { Button, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Api, Plan } from '../../api/client'
import { plansQuery } from '../../api/queries'
import { text } from '../../text'
import { SubscriptionList } from '../../features/subscriptions/SubscriptionList'
import { limitInWords } from '../../features/plans/limits'
import { Loaded } from '../../ui/Loaded'
import { Panel } from '../../ui/Page'
import { SubscribeModal } from './SubscribeModal'

const t = text.portal

/** The plans side by side, and the caller's subscriptions. */
export function ApiPlans({ api }: { api: Api }) {
  const plans = useQuery(plansQuery)
  const [chosen, setChosen] = useState<Plan | null>(null)
  if (api.security.type === 'none') {
    return (
      <Panel title={t.plans}>
        <Text fz="sm">{t.open}</Text>
      </Panel>
    )
  }
  return (
    <>
      <Panel title={t.plans} description={t.plansHint}>
        <Loaded query={plans}>
          {(all) => {
            const offered = all.filter(({ id }) => api.plans.includes(id))
            if (offered.length === 0) return <Text fz="sm">{t.noPlans}</Text>
            return (
              <SimpleGrid cols={{ base: 1, xs: 2, lg: 3 }}>
                {offered.map((plan) => (
                  <PlanCard key={plan.id} plan={plan} isOpen={api.lifecycle === 'PUBLISHED'} choose={() => setChosen(plan)} />
                ))}
              </SimpleGrid>
            )
          }}
        </Loaded>
      </Panel>
      <SubscriptionList by={{ api: api.id }} />
      {chosen && <SubscribeModal api={api} plan={chosen} onClose={() => setChosen(null)} />}
    </>
  )
}

function PlanCard({ plan, isOpen, choose }: { plan: Plan; isOpen: boolean; choose: () => void }) {
  return (
    <div className="panel card">
      <Title order={3} fz="md">
        {plan.name}
      </Title>
      {plan.description && (
        <Text fz="sm" c="dimmed">
          {plan.description}
        </Text>
      )}
      <Stack component="ul" gap={4} m={0} pl={18} style={{ flex: 1 }} fz="sm">
        {plan.limits.length === 0 ? <li>{text.plans.unlimited}</li> : plan.limits.map((limit) => <li key={limit.name}>{limitInWords(limit)}</li>)}
      </Stack>
      <Text fz="xs" c="dimmed">
        {text.plans.approvals[plan.approval]}
      </Text>
      {isOpen && (
        <Button size="xs" onClick={choose} aria-label={`${t.subscribe}: ${plan.name}`}>
          {t.subscribe}
        </Button>
      )}
    </div>
  )
}
