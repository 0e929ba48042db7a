import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { answer, client, type Api, type Plan } from '../../api/client'
import { applicationsQuery } from '../../api/queries'
import { text } from '../../text'
import { ProblemNotice } from '../../ui/ProblemNotice'
import { told } from '../../ui/told'

const NEW = ''
const t = text.portal

/** Subscribes one of the caller's applications, or a new one, under a plan; then leads to its keys. */
export function SubscribeModal({ api, plan, onClose }: { api: Api; plan: Plan; onClose: () => void }) {
  const navigate = useNavigate()
  const queries = useQueryClient()
  const own = useInfiniteQuery(applicationsQuery('')).data?.pages.flatMap(({ items }) => items) ?? []
  const [chosen, setChosen] = useState<string | null>(null)
  const [name, setName] = useState('')
  const application = chosen ?? own[0]?.id ?? NEW
  const subscribing = useMutation({
    mutationFn: async () => {
      const id = application === NEW ? (await answer(client.POST('/applications', { body: { name: name.trim() } }))).id : application
      // The application is there even where the subscription is refused: it is chosen for the next try.
      setChosen(id)
      return answer(client.POST('/subscriptions', { body: { application: id, api: api.id, plan: plan.id } }))
    },
    onSuccess: (made) => {
      told(made.state === 'pending' ? t.waits : t.subscribed)
      void navigate({ to: '/applications/$id', params: { id: made.application } })
    },
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['application'] })
      void queries.invalidateQueries({ queryKey: ['subscription'] })
    },
  })
  return (
    <Modal opened onClose={onClose} title={`${t.subscribe}: ${api.name}, ${plan.name}`}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          subscribing.mutate()
        }}
      >
        <Stack>
          <Select
            label={t.chooseApplication}
            value={application}
            onChange={(value) => setChosen(value ?? NEW)}
            data={[...own.map(({ id, name: label }) => ({ value: id, label })), { value: NEW, label: t.newApplication }]}
          />
          {application === NEW && (
            <TextInput label={t.applicationName} value={name} onChange={(event) => setName(event.currentTarget.value)} data-autofocus />
          )}
          {plan.approval === 'manual' && (
            <Text fz="sm" c="dimmed">
              {t.waits}
            </Text>
          )}
          {subscribing.error && <ProblemNotice error={subscribing.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {text.common.cancel}
            </Button>
            <Button type="submit" loading={subscribing.isPending} disabled={application === NEW && !name.trim()}>
              {t.subscribe}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
