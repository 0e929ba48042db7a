import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { text } from '../text'
import { ConfirmByName } from './ConfirmByName'
import { failed, told } from './told'
import { saidOf, undo, type Steps } from './undo'

const UNDO_MILLIS = 10_000
const t = text.undo

interface RemovalProps {
  opened: boolean
  onClose: () => void
  title: string
  /** What is lost besides. */
  children: ReactNode
  /** What has to be typed. */
  id: string
  name: string
  remove: () => Promise<unknown>
  /** Reads what brings it back, before it is gone; null where the caller cannot bring all of it back. */
  restore: (() => Promise<Steps>) | null
  /** Once it is gone. */
  after?: () => Promise<void> | void
}

/** Deletes an object: asks by its name, says beforehand whether it can be had back, and offers that for a while. */
export function Removal({ opened, onClose, title, children, id, name, remove, restore, after }: RemovalProps) {
  const queries = useQueryClient()
  const run = async () => {
    const steps = restore === null ? null : await restore()
    await remove()
    if (steps === null) {
      told(t.deleted(name))
    } else {
      offerUndo(name, async () => {
        const ended = await undo(steps)
        void queries.invalidateQueries()
        if (ended.isBack && ended.without.length === 0) told(saidOf(name, ended))
        else failed(new Error(saidOf(name, ended)))
      })
    }
    await after?.()
    void queries.invalidateQueries()
  }
  return (
    <ConfirmByName opened={opened} onClose={onClose} title={title} name={id} action={title} run={run}>
      {children} {restore === null ? t.impossible : t.possible}
    </ConfirmByName>
  )
}

function offerUndo(name: string, run: () => Promise<void>): void {
  const id = notifications.show({
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text fz="sm" style={{ overflowWrap: 'anywhere' }}>
          {t.deleted(name)}
        </Text>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            notifications.hide(id)
            void run()
          }}
        >
          {t.undo}
        </Button>
      </Group>
    ),
    color: 'water',
    autoClose: UNDO_MILLIS,
    withBorder: true,
    role: 'status',
  })
}
