import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { text } from '../text'
import { ProblemNotice } from './ProblemNotice'

interface ConfirmProps {
  opened: boolean
  onClose: () => void
  title: string
  /** What is lost, and whether it can be had back. */
  children: ReactNode
  /** What has to be typed. */
  name: string
  action: string
  run: () => Promise<unknown>
}

/** Asks before something is destroyed: its name has to be typed. Closes when it is done. */
export function ConfirmByName({ opened, onClose, title, children, name, action, run }: ConfirmProps) {
  const [typed, setTyped] = useState('')
  const close = () => {
    setTyped('')
    running.reset()
    onClose()
  }
  const running = useMutation({ mutationFn: run, onSuccess: close })
  const isNamed = typed.trim() === name
  return (
    <Modal opened={opened} onClose={close} title={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (isNamed) running.mutate()
        }}
      >
        <Stack>
          <Text fz="sm" component="div">
            {children}
          </Text>
          <TextInput
            label={
              <>
                {text.common.typeName} <span className="mono">{name}</span>
              </>
            }
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
            spellCheck={false}
            data-autofocus
          />
          {running.error && <ProblemNotice error={running.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {text.common.cancel}
            </Button>
            <Button type="submit" color="red.9" disabled={!isNamed} loading={running.isPending}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
