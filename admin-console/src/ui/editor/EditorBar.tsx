import { Button, Group, Text } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useBlocker } from '@tanstack/react-router'
import { useState } from 'react'
import { text } from '../../text'
import { ProblemNotice } from '../ProblemNotice'
import { Notice } from '../Notice'
import { ChangesModal } from './ChangesModal'
import { ConflictModal } from './ConflictModal'
import type { Editor } from './useEditor'

/** Below a form: what is not saved yet, what others changed meanwhile, and why a save was refused. Not there while all is saved. */
export function EditorBar<T extends object>({ editor }: { editor: Editor<T> }) {
  const [isReviewing, setReviewing] = useState(false)
  const isDirty = editor.changes.length > 0
  useBlocker({ shouldBlockFn: () => isDirty && !window.confirm(text.editor.leave), enableBeforeUnload: () => isDirty })
  useHotkeys([['mod+s', () => isDirty && editor.save()]], [])

  return (
    <>
      {editor.failure && <ProblemNotice error={editor.failure} title={text.editor.refused} />}
      {editor.theirs && !editor.isConflict && (
        <Notice
          tone="warn"
          title={text.editor.changedMeanwhile}
          actions={
            <Button size="xs" variant="default" onClick={() => setReviewing(true)}>
              {text.editor.compare}
            </Button>
          }
        >
          {text.editor.changedMeanwhileHint}
        </Notice>
      )}
      {isDirty && (
        <Group className="save-bar" px="md" py="xs" justify="space-between" gap="xs">
          <Text fz="sm" fw={550} role="status">
            {text.editor.unsaved(editor.changes.length)}
          </Text>
          <Group gap="xs">
            <Button size="xs" variant="subtle" onClick={() => setReviewing(true)}>
              {text.editor.review}
            </Button>
            <Button size="xs" variant="default" onClick={editor.discard}>
              {text.editor.discard}
            </Button>
            <Button size="xs" loading={editor.isSaving} onClick={editor.save}>
              {text.common.save}
            </Button>
          </Group>
        </Group>
      )}
      <ChangesModal editor={editor} opened={isReviewing && !editor.isConflict} onClose={() => setReviewing(false)} />
      <ConflictModal editor={editor} />
    </>
  )
}
