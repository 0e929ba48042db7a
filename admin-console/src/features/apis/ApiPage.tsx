import { Tabs } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { answer, client, type Api } from '../../api/client'
import { apiQuery } from '../../api/queries'
import { useMay } from '../../api/session'
import { text } from '../../text'
import { Code } from '../../ui/Copy'
import { BackLink } from '../../ui/BackLink'
import { EditorBar } from '../../ui/editor/EditorBar'
import { useEditor } from '../../ui/editor/useEditor'
import { Fields } from '../../ui/Fields'
import { Loaded } from '../../ui/Loaded'
import { Page } from '../../ui/Page'
import { SubscriptionList } from '../subscriptions/SubscriptionList'
import { AccessTab } from './AccessTab'
import { ApiActions } from './ApiActions'
import { CallTab } from './CallTab'
import { DocumentTab } from './DocumentTab'
import { EndpointTab } from './EndpointTab'
import { GeneralTab } from './GeneralTab'
import { Lifecycle } from './Lifecycle'
import { RecordingTab } from './RecordingTab'
import { ResourcesTab } from './ResourcesTab'

export function ApiPage() {
  const { id } = useParams({ from: '/apis/$id' })
  const api = useQuery(apiQuery(id))
  return <Loaded query={api}>{(current) => <ApiEditor key={id} current={current} />}</Loaded>
}

function ApiEditor({ current }: { current: Api }) {
  const queries = useQueryClient()
  const mayEdit = useMay()('putApi')
  const path = { id: current.id }
  const editor = useEditor({
    current,
    queryKey: apiQuery(current.id).queryKey,
    put: (draft, ifMatch) => answer(client.PUT('/apis/{id}', { params: { path, header: { 'If-Match': ifMatch } }, body: draft })),
    read: () => queries.fetchQuery({ ...apiQuery(current.id), staleTime: 0 }),
  })
  const tabs = text.apis.tabs

  return (
    <Page
      title={current.name}
      back={<BackLink to="/apis">{text.apis.title}</BackLink>}
      description={
        <>
          <Lifecycle of={current.lifecycle} /> · <Code copy>{current.context}</Code> · {text.apis.version} {current.version}
        </>
      }
      actions={<ApiActions api={current} />}
    >
      <Tabs defaultValue="general" component="div">
        <Tabs.List aria-label={current.name}>
          <Tabs.Tab value="general">{tabs.general}</Tabs.Tab>
          <Tabs.Tab value="resources">
            {tabs.resources} ({editor.draft.resources.length})
          </Tabs.Tab>
          <Tabs.Tab value="endpoint">{tabs.endpoint}</Tabs.Tab>
          <Tabs.Tab value="access">{tabs.access}</Tabs.Tab>
          <Tabs.Tab value="recording">{tabs.recording}</Tabs.Tab>
          <Tabs.Tab value="document">{tabs.document}</Tabs.Tab>
          <Tabs.Tab value="subscriptions">{tabs.subscriptions}</Tabs.Tab>
          <Tabs.Tab value="call">{tabs.call}</Tabs.Tab>
        </Tabs.List>
        <Fields isOn={mayEdit}>
          <Tabs.Panel pt="md" value="general">
            <GeneralTab editor={editor} />
          </Tabs.Panel>
          <Tabs.Panel pt="md" value="resources">
            <ResourcesTab editor={editor} />
          </Tabs.Panel>
          <Tabs.Panel pt="md" value="endpoint">
            <EndpointTab editor={editor} />
          </Tabs.Panel>
          <Tabs.Panel pt="md" value="access">
            <AccessTab editor={editor} />
          </Tabs.Panel>
          <Tabs.Panel pt="md" value="recording">
            <RecordingTab editor={editor} />
          </Tabs.Panel>
        </Fields>
        <Tabs.Panel value="document">
          <DocumentTab api={current} />
        </Tabs.Panel>
        <Tabs.Panel value="subscriptions">
          <SubscriptionList by={{ api: current.id }} />
        </Tabs.Panel>
        <Tabs.Panel value="call">
          <CallTab api={current} />
        </Tabs.Panel>
      </Tabs>
      {mayEdit && <EditorBar editor={editor} />}
    </Page>
  )
}
