import { Button, Stack, Switch, Textarea, TextInput } from '@mantine/core'
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { answer, client, etag, type Application } from '../../api/client'
import { applicationQuery, keysQuery, subscriptionsQuery } from '../../api/queries'
import { restoreOfApplication } from '../../api/restores'
import { useMay } from '../../api/session'
import { text } from '../../text'
import { BackLink } from '../../ui/BackLink'
import { Code } from '../../ui/Copy'
import { EditorBar } from '../../ui/editor/EditorBar'
import { useEditor } from '../../ui/editor/useEditor'
import { Fields } from '../../ui/Fields'
import { IconPlus, IconTrash } from '../../ui/icons'
import { Loaded } from '../../ui/Loaded'
import { Beside, Page, Panel } from '../../ui/Page'
import { Removal } from '../../ui/Removal'
import { OrganizationSelect } from '../organizations/OrganizationSelect'
import { SubscriptionList } from '../subscriptions/SubscriptionList'
import { UsagePanel } from '../usage/UsagePanel'
import { KeysPanel } from './KeysPanel'
import { Subscribe } from './Subscribe'

const t = text.consumers

export function ApplicationPage() {
  const { id } = useParams({ from: '/applications/$id' })
  const application = useQuery(applicationQuery(id))
  return <Loaded query={application}>{(current) => <ApplicationEditor key={id} current={current} />}</Loaded>
}

function ApplicationEditor({ current }: { current: Application }) {
  const may = useMay()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [asked, setAsked] = useState<'delete' | 'subscribe' | null>(null)
  const path = { id: current.id }
  const editor = useEditor({
    current,
    queryKey: applicationQuery(current.id).queryKey,
    put: (draft, ifMatch) => answer(client.PUT('/applications/{id}', { params: { path, header: { 'If-Match': ifMatch } }, body: draft })),
    read: () => queries.fetchQuery({ ...applicationQuery(current.id), staleTime: 0 }),
  })
  const { draft, set, errors } = editor
  const keys = useQuery(keysQuery(current.id)).data
  const subscriptions = useInfiniteQuery(subscriptionsQuery({ application: current.id })).data
  const isBare = keys?.length === 0 && subscriptions?.pages[0]?.items.length === 0 && !current.suspended

  return (
    <Page
      title={current.name}
      back={<BackLink to="/applications">{t.applications}</BackLink>}
      description={<Code copy>{current.id}</Code>}
      actions={
        may('deleteApplication') && (
          <Button size="xs" variant="default" leftSection={<IconTrash size={15} />} onClick={() => setAsked('delete')}>
            {t.deleteApplication}
          </Button>
        )
      }
    >
      <Beside>
        <Stack>
          <KeysPanel application={current.id} />
          <UsagePanel application={current.id} />
          <SubscriptionList
            by={{ application: current.id }}
            actions={
              may('createSubscription') && (
                <Button size="xs" leftSection={<IconPlus size={15} />} onClick={() => setAsked('subscribe')}>
                  {t.subscribe}
                </Button>
              )
            }
          />
        </Stack>
        <Panel>
          <Fields isOn={may('putApplication')}>
            <Stack maw={760}>
              <TextInput label={text.common.name} value={draft.name} onChange={(e) => set({ name: e.currentTarget.value })} error={errors.name} />
              <Textarea
                label={text.common.description}
                autosize
                minRows={2}
                value={draft.description ?? ''}
                onChange={(e) => set({ description: e.currentTarget.value || undefined })}
              />
              {may('listUsers') && (
                <>
                  <TextInput
                    label={t.owner}
                    description={t.ownerHint}
                    value={draft.owner ?? ''}
                    classNames={{ input: 'mono' }}
                    onChange={(e) => set({ owner: e.currentTarget.value || undefined })}
                    error={errors.owner}
                  />
                  <OrganizationSelect
                    description={text.organizations.means.application}
                    value={draft.organization}
                    onChange={(organization) => set({ organization })}
                    error={errors.organization}
                  />
                </>
              )}
              <Switch
                label={t.suspended}
                description={t.suspendHint}
                checked={draft.suspended}
                onChange={(e) => set({ suspended: e.currentTarget.checked })}
              />
            </Stack>
          </Fields>
        </Panel>
      </Beside>
      {may('putApplication') && <EditorBar editor={editor} />}
      <Subscribe application={current.id} opened={asked === 'subscribe'} onClose={() => setAsked(null)} />
      <Removal
        opened={asked === 'delete'}
        onClose={() => setAsked(null)}
        title={t.deleteApplication}
        id={current.id}
        name={current.name}
        remove={() => client.DELETE('/applications/{id}', { params: { path, header: { 'If-Match': etag(current) } } })}
        restore={may('putKey') || isBare ? () => restoreOfApplication(current) : null}
        after={() => navigate({ to: '/applications' })}
      >
        {t.deleteHint}
      </Removal>
    </Page>
  )
}
