import { Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../../api/client'
import { fieldErrors } from '../../api/problem'
import { text } from '../../text'
import { ProblemNotice } from '../../ui/ProblemNotice'
import { told } from '../../ui/told'

const t = text.people

interface SetPasswordProps {
  user: string
  /** One's own password needs the present one. */
  isOwn?: boolean
  opened: boolean
  onClose: () => void
}

export function SetPassword({ user, isOwn = false, opened, onClose }: SetPasswordProps) {
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const close = () => {
    setting.reset()
    setCurrent('')
    setPassword('')
    onClose()
  }
  const setting = useMutation({
    mutationFn: () =>
      client.POST('/users/{id}/password', { params: { path: { id: user } }, body: { current: isOwn ? current : undefined, password } }),
    onSuccess: () => {
      told(isOwn ? t.passwordChanged : t.passwordSet)
      close()
    },
  })
  return (
    <Modal opened={opened} onClose={close} title={isOwn ? t.changePassword : t.setPassword}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          setting.mutate()
        }}
      >
        <Stack>
          {isOwn ? (
            <PasswordInput
              label={t.currentPassword}
              value={current}
              onChange={(e) => setCurrent(e.currentTarget.value)}
              autoComplete="current-password"
              data-autofocus
            />
          ) : (
            <Text fz="sm">{t.setPasswordHint}</Text>
          )}
          <PasswordInput
            label={t.newPassword}
            description={t.passwordRule}
            value={password}
            onChange={(e) => setPassword(e.currentTarget.value)}
            error={fieldErrors(setting.error).password}
            autoComplete="new-password"
          />
          {setting.error && <ProblemNotice error={setting.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {text.common.cancel}
            </Button>
            <Button type="submit" loading={setting.isPending} disabled={password.length === 0 || (isOwn && current.length === 0)}>
              {text.common.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
