import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { fieldErrors } from '../api/problem'
import { text } from '../text'
import { ProblemNotice } from './ProblemNotice'

interface NameModalProps {
  opened: boolean
  onClose: () => void
  title: string
  label?: string
  description?: string
  /** The present name, where it is changed. */
  initial?: string
  action?: string
  /** What is asked besides the name. */
  children?: ReactNode
  /** Makes the object; the window closes when that is done. */
  make: (name: string) => Promise<unknown>
}

/** Asks for a name and makes something of it. */
export function NameModal({
  opened,
  onClose,
  title,
  label = text.common.name,
  description,
  initial = '',
  action = text.common.create,
  children,
  make,
}: NameModalProps) {
  const [name, setName] = useState(initial)
  const close = () => {
    making.reset()
    setName(initial)
    onClose()
  }
  const making = useMutation({ mutationFn: () => make(name.trim()), onSuccess: close })
  return (
    <Modal opened={opened} onClose={close} title={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim()) making.mutate()
        }}
      >
        <Stack>
          <TextInput
            label={label}
            description={description}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={fieldErrors(making.error).name}
            maxLength={200}
            data-autofocus
          />
          {children}
          {making.error && <ProblemNotice error={making.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {text.common.cancel}
            </Button>
            <Button type="submit" loading={making.isPending} disabled={!name.trim()}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
