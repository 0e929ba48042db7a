import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { text } from '../../text'
import { NameModal } from '../../ui/NameModal'
import { fieldOf, momentOf } from './expiry'

export interface Named {
  name?: string
  expires?: string
}

interface CredentialModalProps {
  onClose: () => void
  title: string
  description: string
  /** What is changed; nothing for a new one. */
  present?: Named
  save: (values: { name: string; expires: string | undefined }) => Promise<unknown>
}

/** Asks for name and end of a key or token. There while it is asked for. */
export function CredentialModal({ onClose, title, description, present, save }: CredentialModalProps) {
  const [expires, setExpires] = useState(fieldOf(present?.expires))
  return (
    <NameModal
      opened
      onClose={onClose}
      title={title}
      description={description}
      initial={present?.name}
      action={present ? text.common.save : text.common.create}
      make={(name) => save({ name, expires: momentOf(expires, present?.expires) })}
    >
      <TextInput
        type="datetime-local"
        label={text.credentials.expires}
        description={text.credentials.expiresHint}
        value={expires}
        onChange={(event) => setExpires(event.currentTarget.value)}
      />
    </NameModal>
  )
}
