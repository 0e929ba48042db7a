import { ActionIcon, Group } from '@mantine/core'
import { text } from '../../text'
import { IconPencil, IconTrash } from '../../ui/icons'

interface CredentialActionsProps {
  name: string
  /** Absent where the caller may not. */
  edit?: () => void
  revoke?: () => void
  revokeLabel: string
}

export function CredentialActions({ name, edit, revoke, revokeLabel }: CredentialActionsProps) {
  return (
    <Group gap={2} justify="flex-end" wrap="nowrap">
      {edit && (
        <ActionIcon variant="subtle" color="gray" aria-label={`${text.common.edit}: ${name}`} onClick={edit}>
          <IconPencil size={15} />
        </ActionIcon>
      )}
      {revoke && (
        <ActionIcon variant="subtle" color="gray" aria-label={`${revokeLabel}: ${name}`} onClick={revoke}>
          <IconTrash size={15} />
        </ActionIcon>
      )}
    </Group>
  )
}
