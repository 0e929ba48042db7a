import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { answer, client } from '../../api/client'
import { fieldErrors } from '../../api/problem'
import { text } from '../../text'
import { ProblemNotice } from '../../ui/ProblemNotice'
import { told } from '../../ui/told'

/** Makes a draft with the little that it cannot do without; the rest is filled in on its page. */
export function NewApi({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const [context, setContext] = useState('/')
  const making = useMutation({
    mutationFn: () => answer(client.POST('/apis', { body: { name: name.trim(), context: context.trim() } })),
    onSuccess: (api) => {
      void queries.invalidateQueries({ queryKey: ['api'] })
      told(text.apis.made(api.name))
      void navigate({ to: '/apis/$id', params: { id: api.id } })
    },
  })
  const errors = fieldErrors(making.error)
  return (
    <Modal opened={opened} onClose={onClose} title={text.apis.newTitle}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          making.mutate()
        }}
      >
        <Stack>
          <TextInput
            label={text.common.name}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={errors.name}
            required
            data-autofocus
          />
          <TextInput
            label={text.apis.context}
            description={text.apis.contextHint}
            value={context}
            onChange={(event) => setContext(event.currentTarget.value)}
            error={errors.context}
            classNames={{ input: 'mono' }}
            required
          />
          {making.error && <ProblemNotice error={making.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {text.common.cancel}
            </Button>
            <Button type="submit" loading={making.isPending} disabled={!name.trim()}>
              {text.common.create}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
