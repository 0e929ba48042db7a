import { Button, Stack, Text, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { answer, client, etag, type Organization } from '../../api/client'
import { organizationQuery } from '../../api/queries'
import { restoreOfOrganization } from '../../api/restores'
import { useMay } from '../../api/session'
import { text } from '../../text'
import { BackLink } from '../../ui/BackLink'
import { Code } from '../../ui/Copy'
import { EditorBar } from '../../ui/editor/EditorBar'
import { useEditor } from '../../ui/editor/useEditor'
import { Facts } from '../../ui/Facts'
import { Fields } from '../../ui/Fields'
import { IconTrash } from '../../ui/icons'
import { Loaded } from '../../ui/Loaded'
import { Beside, Page, Panel } from '../../ui/Page'
import { Removal } from '../../ui/Removal'
import { When } from '../../ui/When'
import { isDefault, prefixOf } from './path'

const t = text.organizations

export function OrganizationPage() {
  const { id } = useParams({ from: '/organizations/$id' })
  const organization = useQuery(organizationQuery(id))
  return <Loaded query={organization}>{(current) => <OrganizationEditor key={id} current={current} />}</Loaded>
}

function OrganizationEditor({ current }: { current: Organization }) {
  const { id } = current
  const may = useMay()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [isDeleting, setDeleting] = useState(false)
  const editor = useEditor({
    current,
    queryKey: organizationQuery(id).queryKey,
    put: (draft, ifMatch) =>
      answer(client.PUT('/organizations/{id}', { params: { path: { id }, header: { 'If-Match': ifMatch } }, body: draft })),
    read: () => queries.fetchQuery({ ...organizationQuery(id), staleTime: 0 }),
  })
  const { draft, set, errors } = editor

  return (
    <Page
      title={current.name}
      back={<BackLink to="/organizations">{t.title}</BackLink>}
      description={<Code copy>{id}</Code>}
      actions={
        may('deleteOrganization') &&
        !isDefault(id) && (
          <Button size="xs" variant="default" leftSection={<IconTrash size={15} />} onClick={() => setDeleting(true)}>
            {t.delete}
          </Button>
        )
      }
    >
      <Beside>
        <Panel>
          <Fields isOn={may('putOrganization')}>
            <Stack maw={760}>
              <TextInput
                label={text.common.name}
                description={t.rename}
                value={draft.name}
                onChange={(e) => set({ name: e.currentTarget.value })}
                error={errors.name}
              />
              <Facts
                facts={[
                  [t.pathOf, prefixOf(id) ? <Code key="path">{prefixOf(id)}</Code> : t.noPath],
                  [text.common.created, <When key="created" at={current.created} />],
                  [text.common.updated, <When key="updated" at={current.updated} />],
                ]}
              />
              {isDefault(id) && (
                <Text fz="sm" c="dimmed">
                  {t.isDefault}
                </Text>
              )}
            </Stack>
          </Fields>
        </Panel>
      </Beside>
      {may('putOrganization') && <EditorBar editor={editor} />}
      <Removal
        opened={isDeleting}
        onClose={() => setDeleting(false)}
        title={t.delete}
        id={id}
        name={current.name}
        remove={() => client.DELETE('/organizations/{id}', { params: { path: { id }, header: { 'If-Match': etag(current) } } })}
        restore={() => restoreOfOrganization(current)}
        after={() => navigate({ to: '/organizations' })}
      >
        {t.deleteHint}
      </Removal>
    </Page>
  )
}
