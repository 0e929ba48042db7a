import { Modal, Stack, Text } from '@mantine/core'
import { text } from '../../text'
import { differences } from '../diff'
import { DifferenceTable } from './DifferenceTable'
import type { Editor } from './useEditor'

/** Every change since the object was opened, here and by others. */
export function ChangesModal<T extends object>({ editor, opened, onClose }: { editor: Editor<T>; opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title={text.editor.review} size="xl">
      <Stack>
        <DifferenceTable label={text.editor.mine} differences={editor.changes} before={text.editor.before} after={text.editor.mine} />
        {editor.theirs && (
          <>
            <Text fz="sm" fw={600}>
              {text.editor.theirChanges}
            </Text>
            <DifferenceTable
              label={text.editor.theirs}
              differences={differences(editor.base, editor.theirs)}
              before={text.editor.before}
              after={text.editor.theirs}
            />
          </>
        )}
      </Stack>
    </Modal>
  )
}
