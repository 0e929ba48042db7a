import { ActionIcon, Button, Group, Menu } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { client, etag, type Subscription } from '../../api/client'
import { apiQuery } from '../../api/queries'
import { restoreOfSubscription } from '../../api/restores'
import { useMay, useSession } from '../../api/session'
import { text } from '../../text'
import { IconChevronDown } from '../../ui/icons'
import { Removal } from '../../ui/Removal'
import { failed, told } from '../../ui/told'
import { PlanName } from '../plans/PlanName'

/** Approve, suspend, another plan, and the end of a subscription. */
export function SubscriptionActions({ subscription }: { subscription: Subscription }) {
  const { id, application, api, plan, state } = subscription
  const may = useMay()
  const queries = useQueryClient()
  const [isEnding, setEnding] = useState(false)
  const [isOpen, setOpen] = useState(false)
  const { organization } = useSession()
  const subscribed = useQuery({ ...apiQuery(api), enabled: isOpen || isEnding }).data
  const offered = subscribed?.plans ?? []
  const t = text.consumers
  const params = { path: { id }, header: { 'If-Match': etag(subscription) } }

  const changing = useMutation({
    mutationFn: (change: Partial<Pick<Subscription, 'plan' | 'state'>>) =>
      client.PUT('/subscriptions/{id}', { params, body: { application, api, plan, state, ...change } }),
    onSuccess: () => told(text.common.saved),
    onError: failed,
    onSettled: () => queries.invalidateQueries({ queryKey: ['subscription'] }),
  })
  const mayChange = may('putSubscription')
  const mayRestore = may('putKey') || (mayChange && subscribed?.organization === organization)
  if (!mayChange && !may('deleteSubscription')) return null

  return (
    <Group gap={6} justify="flex-end" wrap="nowrap">
      {state === 'pending' && mayChange && (
        <Button size="compact-xs" loading={changing.isPending} onClick={() => changing.mutate({ state: 'active' })}>
          {t.approve}
        </Button>
      )}
      <Menu position="bottom-end" opened={isOpen} onChange={setOpen}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="sm" aria-label={`${text.common.actions}: ${id}`}>
            <IconChevronDown size={15} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {mayChange && (
            <>
              {state === 'active' && <Menu.Item onClick={() => changing.mutate({ state: 'suspended' })}>{t.suspend}</Menu.Item>}
              {state === 'suspended' && <Menu.Item onClick={() => changing.mutate({ state: 'active' })}>{t.resume}</Menu.Item>}
              {offered.length > 1 && <Menu.Label>{t.changePlan}</Menu.Label>}
              {offered
                .filter((other) => other !== plan)
                .map((other) => (
                  <Menu.Item key={other} onClick={() => changing.mutate({ plan: other })}>
                    <PlanName id={other} />
                  </Menu.Item>
                ))}
              <Menu.Divider />
            </>
          )}
          <Menu.Item c="var(--mantine-color-error)" onClick={() => setEnding(true)}>
            {t.unsubscribe}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Removal
        opened={isEnding}
        onClose={() => setEnding(false)}
        title={t.unsubscribe}
        id={application}
        name={t.subscriptionOf(application, api)}
        remove={() => client.DELETE('/subscriptions/{id}', { params })}
        restore={mayRestore ? () => restoreOfSubscription(subscription) : null}
      >
        {t.unsubscribeHint}
      </Removal>
    </Group>
  )
}
