import { Button, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Plan } from '../../api/client'
import { plansQuery } from '../../api/queries'
import { useMay } from '../../api/session'
import { text } from '../../text'
import { Empty } from '../../ui/Empty'
import { IconGauge, IconPlus } from '../../ui/icons'
import { List, type Column } from '../../ui/List'
import { Loaded } from '../../ui/Loaded'
import { Page, Panel } from '../../ui/Page'
import { When } from '../../ui/When'
import { limitInWords } from './limits'
import { NewPlan } from './NewPlan'

const t = text.plans

const COLUMNS: Column<Plan>[] = [
  {
    title: text.common.name,
    cell: (plan) => (
      <>
        <Link to="/plans/$id" params={{ id: plan.id }} className="row-link">
          {plan.name}
        </Link>
        {plan.description && (
          <Text fz="xs" c="dimmed" lineClamp={1}>
            {plan.description}
          </Text>
        )}
      </>
    ),
  },
  {
    title: t.limits,
    cell: ({ limits }) => (
      <Stack gap={2}>
        {limits.length === 0 ? t.unlimited : limits.map((limit) => <span key={limit.name}>{limitInWords(limit)}</span>)}
      </Stack>
    ),
    from: 'sm',
  },
  { title: t.approval, cell: ({ approval }) => t.approvals[approval], from: 'xs' },
  { title: text.common.updated, cell: ({ updated }) => <When at={updated} />, from: 'md', width: 150 },
]

export function PlansPage() {
  const may = useMay()
  const plans = useQuery(plansQuery)
  const [isMaking, setMaking] = useState(false)
  const add = may('createPlan') && (
    <Button size="xs" leftSection={<IconPlus size={16} />} onClick={() => setMaking(true)}>
      {t.add}
    </Button>
  )
  return (
    <Page title={t.title} description={t.description} actions={add}>
      <Panel flush>
        <Loaded query={plans}>
          {(items) =>
            items.length === 0 ? (
              <Empty icon={IconGauge} title={t.emptyTitle} description={t.emptyHint} action={add} />
            ) : (
              <List label={t.title} items={items} columns={COLUMNS} id={({ id }) => id} />
            )
          }
        </Loaded>
      </Panel>
      <NewPlan opened={isMaking} onClose={() => setMaking(false)} />
    </Page>
  )
}
