import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { text } from '../../text'
import { differences } from '../diff'
import { When } from '../When'
import { DifferenceTable } from './DifferenceTable'
import type { Editor } from './useEditor'

/** A save was refused because others saved first: both versions side by side, and one decision. */
export function ConflictModal<T extends object>({ editor }: { editor: Editor<T> }) {
  const theirs = editor.theirs as (T & { author?: string; updated?: string }) | null
  return (
    <Modal opened={editor.isConflict} onClose={editor.decideLater} title={text.editor.conflict} size="xl">
      {theirs && (
        <Stack>
          <Text fz="sm">
            {text.editor.conflictHint(theirs.author ?? '')} <When at={theirs.updated} />
          </Text>
          <DifferenceTable
            label={text.editor.conflict}
            differences={differences(theirs, editor.draft)}
            before={text.editor.theirs}
            after={text.editor.mine}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={editor.decideLater}>
              {text.editor.goOn}
            </Button>
            <Button variant="default" onClick={editor.takeTheirs}>
              {text.editor.takeTheirs}
            </Button>
            <Button color="red.9" loading={editor.isSaving} onClick={editor.overwrite}>
              {text.editor.overwrite}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  )
}
