import { Button, Group, Modal, Stack } from '@mantine/core'
import { text } from '../text'
import { CodeBlock } from './Copy'
import { Notice } from './Notice'

interface SecretOnceProps {
  title: string
  hint: string
  /** Shown while it is not null. */
  secret: string | null
  onClose: () => void
}

/** Shows a secret that was just made, and that nobody can have a second time. A click beside it does not lose it. */
export function SecretOnce({ title, hint, secret, onClose }: SecretOnceProps) {
  return (
    <Modal opened={secret !== null} onClose={onClose} title={title} closeOnClickOutside={false} size="lg">
      <Stack>
        <Notice tone="warn">{hint}</Notice>
        <CodeBlock label={title} value={secret ?? ''} />
        <Group justify="flex-end">
          <Button onClick={onClose}>{text.common.done}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
