import { Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core'
import type { Api } from '../../api/client'
import { text } from '../../text'
import type { Editor } from '../../ui/editor/useEditor'
import { Code } from '../../ui/Copy'
import { Facts } from '../../ui/Facts'
import { Notice } from '../../ui/Notice'
import { Beside, Panel } from '../../ui/Page'
import { When } from '../../ui/When'
import { contextOf } from '../document/ApiOperations'
import { OrganizationSelect } from '../organizations/OrganizationSelect'

export function GeneralTab({ editor }: { editor: Editor<Api> }) {
  const { draft, set, errors } = editor
  return (
    <Beside>
      <Panel>
        <Stack maw={760}>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <TextInput label={text.common.name} value={draft.name} onChange={(e) => set({ name: e.currentTarget.value })} error={errors.name} />
            <TextInput label={text.apis.version} value={draft.version} onChange={(e) => set({ version: e.currentTarget.value })} error={errors.version} />
          </SimpleGrid>
          <TextInput
            label={text.apis.context}
            description={text.apis.contextHint}
            classNames={{ input: 'mono' }}
            value={draft.context}
            onChange={(e) => set({ context: e.currentTarget.value })}
            error={errors.context}
          />
          <Textarea
            label={text.common.description}
            autosize
            minRows={3}
            maxRows={14}
            value={draft.description ?? ''}
            onChange={(e) => set({ description: e.currentTarget.value || undefined })}
            error={errors.description}
          />
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <Select
              label={text.apis.visibility}
              value={draft.visibility ?? 'public'}
              onChange={(value) => set({ visibility: value as Api['visibility'] })}
              data={Object.entries(text.apis.visibilities).map(([value, label]) => ({ value, label }))}
            />
            <OrganizationSelect
              description={text.organizations.means.api}
              value={draft.organization}
              onChange={(organization) => set({ organization })}
              error={errors.organization}
            />
          </SimpleGrid>
          {draft.organization !== editor.base.organization && (
            <Notice tone="warn">{text.organizations.moves(contextOf(editor.base), contextOf(draft))}</Notice>
          )}
        </Stack>
      </Panel>
      <Panel>
        <Facts
          facts={[
            [text.common.state, text.apis.lifecycleMeans[editor.base.lifecycle]],
            [text.common.id, <Code key="id" copy>{draft.id}</Code>],
            [text.common.created, <When key="created" at={draft.created} />],
            [text.common.updated, <span key="updated"><When at={editor.base.updated} /> {text.common.by} <Code>{editor.base.author}</Code></span>],
            [text.cluster.revision, editor.base.revision],
          ]}
        />
      </Panel>
    </Beside>
  )
}
