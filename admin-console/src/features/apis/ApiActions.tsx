import { Button, Menu, ActionIcon } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { answer, client, etag, type Api } from '../../api/client'
import { apiQuery } from '../../api/queries'
import { restoreOfApi } from '../../api/restores'
import { useMay } from '../../api/session'
import { text } from '../../text'
import { ConfirmByName } from '../../ui/ConfirmByName'
import { IconChevronDown, IconTrash } from '../../ui/icons'
import { Removal } from '../../ui/Removal'
import { failed, told } from '../../ui/told'
import { needsConfirmation, stepsFrom, type Step } from './lifecycle'

/** The steps of the lifecycle that are possible now, and deletion. */
export function ApiActions({ api }: { api: Api }) {
  const may = useMay()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [asked, setAsked] = useState<Step | 'delete' | null>(null)
  const ifMatch = { 'If-Match': etag(api) }

  const take = async (action: Step) => {
    const params = { path: { id: api.id }, header: ifMatch }
    const changed = await answer(client.POST('/apis/{id}/lifecycle', { params, body: { action } }))
    queries.setQueryData(apiQuery(api.id).queryKey, changed)
    void queries.invalidateQueries({ queryKey: ['api'] })
    told(text.apis.actionDone(text.apis.lifecycle[changed.lifecycle]))
  }
  const stepping = useMutation({ mutationFn: take, onError: failed })
  const choose = (step: Step) => (needsConfirmation(step) ? setAsked(step) : stepping.mutate(step))

  if (!may('changeLifecycle')) return null
  const [first, ...others] = stepsFrom(api.lifecycle)
  return (
    <>
      {first && (
        <Button size="xs" variant={first === 'publish' ? 'filled' : 'default'} loading={stepping.isPending} onClick={() => choose(first)}>
          {text.apis.action[first]}
        </Button>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={30} aria-label={text.apis.actions}>
            <IconChevronDown size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {others.map((step) => (
            <Menu.Item key={step} onClick={() => choose(step)}>
              {text.apis.action[step]}
            </Menu.Item>
          ))}
          <Menu.Item c="var(--mantine-color-error)" leftSection={<IconTrash size={15} />} onClick={() => setAsked('delete')}>
            {text.apis.delete}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {asked !== null && asked !== 'delete' && (
        <ConfirmByName
          opened
          onClose={() => setAsked(null)}
          title={text.apis.action[asked]}
          name={api.id}
          action={text.apis.action[asked]}
          run={() => take(asked)}
        >
          {needsConfirmation(asked) && text.apis.actionMeans[asked]}
        </ConfirmByName>
      )}
      <Removal
        opened={asked === 'delete'}
        onClose={() => setAsked(null)}
        title={text.apis.delete}
        id={api.id}
        name={api.name}
        remove={() => client.DELETE('/apis/{id}', { params: { path: { id: api.id }, header: ifMatch } })}
        restore={() => restoreOfApi(api)}
        after={() => navigate({ to: '/apis' })}
      >
        {text.apis.deleteHint}
      </Removal>
    </>
  )
}
