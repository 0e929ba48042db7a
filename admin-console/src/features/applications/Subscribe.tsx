import { Button, Group, Modal, Radio, Select, Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, client } from '../../api/client'
import { plansQuery } from '../../api/queries'
import { text } from '../../text'
import { ProblemNotice } from '../../ui/ProblemNotice'
import { told } from '../../ui/told'
import { limitInWords } from '../plans/limits'

const FOUND = 50
const t = text.consumers

/** Subscribes an application to an API under one of the plans that it offers. */
export function Subscribe({ application, opened, onClose }: { application: string; opened: boolean; onClose: () => void }) {
  const queries = useQueryClient()
  const [api, setApi] = useState<string | null>(null)
  const [plan, setPlan] = useState('')
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed, 200)
  const apis = useQuery({
    queryKey: ['api', 'picker', q],
    queryFn: async () => (await answer(client.GET('/apis', { params: { query: { limit: FOUND, q } } }))).items,
    enabled: opened,
    placeholderData: (former) => former,
  })
  const plans = useQuery({ ...plansQuery, enabled: opened })
  const offered = apis.data?.find(({ id }) => id === api)?.plans ?? []
  const subscribing = useMutation({
    mutationFn: () => answer(client.POST('/subscriptions', { body: { application, api: api ?? '', plan } })),
    onSuccess: ({ state }) => {
      void queries.invalidateQueries({ queryKey: ['subscription'] })
      told(t.states[state])
      setApi(null)
      setPlan('')
      onClose()
    },
  })

  return (
    <Modal opened={opened} onClose={onClose} title={t.subscribe}>
      <Stack>
        <Select
          label={t.api}
          searchable
          searchValue={typed}
          onSearchChange={setTyped}
          filter={({ options }) => options}
          value={api}
          onChange={(value) => {
            setApi(value)
            setPlan('')
          }}
          data={apis.data?.map(({ id, name, version }) => ({ value: id, label: `${name} ${version}` })) ?? []}
          data-autofocus
        />
        {api !== null && offered.length === 0 && <Text fz="sm">{t.noPlanOffered}</Text>}
        {offered.length > 0 && (
          <Radio.Group label={t.plan} value={plan} onChange={setPlan}>
            <Stack gap="xs" mt={6}>
              {offered.map((id) => {
                const known = plans.data?.find((candidate) => candidate.id === id)
                const words = known?.limits.map(limitInWords).join(' ') ?? ''
                return <Radio key={id} value={id} label={known?.name ?? id} description={words || text.plans.unlimited} />
              })}
            </Stack>
          </Radio.Group>
        )}
        {subscribing.error && <ProblemNotice error={subscribing.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {text.common.cancel}
          </Button>
          <Button disabled={!api || !plan} loading={subscribing.isPending} onClick={() => subscribing.mutate()}>
            {t.subscribe}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
