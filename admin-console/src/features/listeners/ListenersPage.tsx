import { Divider, List, Stack } from '@mantine/core'
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { Fragment } from 'react'
import { answer, client } from '../../api/client'
import { conflict } from '../../api/problem'
import { clusterQuery } from '../../api/queries'
import { useMay } from '../../api/session'
import { text } from '../../text'
import { differences } from '../../ui/diff'
import { EditorBar } from '../../ui/editor/EditorBar'
import { useEditor } from '../../ui/editor/useEditor'
import { Facts } from '../../ui/Facts'
import { Fields } from '../../ui/Fields'
import { Loaded } from '../../ui/Loaded'
import { Notice } from '../../ui/Notice'
import { Beside, Page, Panel } from '../../ui/Page'
import { effectsOf, inWords, NAMES, type Shared } from './effects'
import { ListenerFields } from './ListenerFields'
import { NodeListeners } from './NodeListeners'

const t = text.listeners

const listenersQuery = queryOptions({
  queryKey: ['settings', 'listeners'],
  queryFn: () => answer(client.GET('/settings/listeners')),
  staleTime: 0,
})

type Settings = Awaited<ReturnType<NonNullable<(typeof listenersQuery)['queryFn']>>>

export function ListenersPage() {
  const settings = useQuery(listenersQuery)
  return (
    <Page title={t.title} description={t.description}>
      <Loaded query={settings} lines={8}>
        {(current) => <ListenersEditor current={current} />}
      </Loaded>
    </Page>
  )
}

function ListenersEditor({ current }: { current: Settings }) {
  const queries = useQueryClient()
  const may = useMay()
  const nodes = useQuery(clusterQuery).data?.nodes ?? []
  const read = () => queries.fetchQuery(listenersQuery)
  const editor = useEditor<Settings & { revision?: undefined }>({
    current,
    queryKey: listenersQuery.queryKey,
    put: async ({ shared }, _, from) => {
      // Settings have no revision to hold against: what is there now is compared instead.
      if (differences(from.shared, (await read()).shared).length > 0) throw conflict()
      return answer(client.PUT('/settings/listeners', { body: { shared } }))
    },
    read,
  })
  const { draft, base, set, errors, changes } = editor
  const effects = effectsOf(base.shared, draft.shared, nodes)

  return (
    <>
      <Beside>
        <Stack>
          <Panel>
            <Fields isOn={may('putListenerSettings')}>
              <Stack maw={760} gap="md">
                {NAMES.map((name, i) => (
                  <Fragment key={name}>
                    {i > 0 && <Divider />}
                    <ListenerFields
                      name={name}
                      listener={draft.shared[name]}
                      present={base.shared[name] ?? draft.inForce[name]}
                      set={(listener) => set(({ shared }) => ({ shared: withListener(shared, name, listener) }))}
                      errors={errors}
                    />
                  </Fragment>
                ))}
              </Stack>
            </Fields>
          </Panel>
          {effects.map(({ tone, message }) => (
            <Notice key={message} tone={tone}>
              {message}
            </Notice>
          ))}
          {changes.length > 0 && (
            <Notice tone="info" title={t.will}>
              <List size="sm">
                <List.Item>{t.nothingNow}</List.Item>
                <List.Item>{draft.taken ? t.takes : t.takesNot}</List.Item>
                {nodes.length > 1 && <List.Item>{t.others}</List.Item>}
              </List>
            </Notice>
          )}
          {changes.length === 0 && !draft.taken && NAMES.some((name) => draft.shared[name]) && <Notice tone="idle">{t.takesNot}</Notice>}
        </Stack>
        <Stack>
          <Panel title={t.inForce}>
            <Facts facts={NAMES.map((name) => [t.names[name], inWords(name, draft.inForce[name])])} />
          </Panel>
          <NodeListeners />
        </Stack>
      </Beside>
      {may('putListenerSettings') && <EditorBar editor={editor} />}
    </>
  )
}

function withListener(shared: Shared, name: keyof Shared, listener: Shared[keyof Shared]): Shared {
  // What is left out is each node's own matter; the order keeps comparisons calm.
  return Object.fromEntries(NAMES.map((each) => [each, each === name ? listener : shared[each]] as const).filter(([, said]) => said))
}
