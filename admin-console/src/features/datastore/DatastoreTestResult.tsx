import { List, Stack } from '@mantine/core'
import type { Schemas } from '../../api/client'
import { text } from '../../text'
import { Code } from '../../ui/Copy'
import { Facts } from '../../ui/Facts'
import { Findings } from '../../ui/Findings'
import { Notice } from '../../ui/Notice'
import { Panel } from '../../ui/Page'
import { State } from '../../ui/State'

type Test = Schemas['DatastoreTest']
const t = text.datastore

export function contentsInWords(contents: NonNullable<Test['contents']>): string {
  if (contents.sameStore) return t.same
  if (contents.empty) return t.empty
  if (contents.sameCatalog) return t.sameCatalog
  return t.other(contents.cluster ?? '')
}

/** What a trial found: whether the store can be used, what stands against it, what it is and what it holds. */
export function DatastoreTestResult({ found, isOld }: { found: Test; isOld: boolean }) {
  const { server, contents, losses } = found
  return (
    <Panel
      title={t.test}
      actions={<State tone={found.usable ? 'good' : 'bad'}>{found.usable ? t.usable : t.notUsable}</State>}
      description={isOld ? t.testedOld : undefined}
    >
      <Stack style={{ opacity: isOld ? 0.8 : 1 }}>
        <Findings obstacles={found.obstacles} warnings={found.warnings} />
        {server && (
          <Facts
            facts={[
              [t.server, t.serverLine(server.version, server.role, server.mode)],
              [t.latency, `${server.latencyMillis.toFixed(1)} ms`],
              ...(contents ? ([[t.contents, contentsInWords(contents)]] as [string, string][]) : []),
              ...(contents && !contents.empty
                ? ([[t.objectsLabel, t.objects(contents.objects.api ?? 0, contents.objects.user ?? 0)]] as [string, string][])
                : []),
            ]}
          />
        )}
        {contents && contents.nodes.length > 0 && (
          <Facts facts={[[t.nodesThere, contents.nodes.map((node) => <Code key={node}>{`${node} `}</Code>)]]} />
        )}
        {losses && losses.apis.total + losses.users.total + (losses.sessions?.total ?? 0) > 0 && (
          <Notice tone="warn" title={`${t.losses}: ${t.lossesLine(losses.apis.total, losses.users.total, losses.sessions?.total ?? 0)}`}>
            <List size="xs">
              {[...losses.apis.items, ...losses.users.items].slice(0, 20).map(({ id, name }) => (
                <List.Item key={id}>
                  {name} <Code>{id}</Code>
                </List.Item>
              ))}
            </List>
          </Notice>
        )}
      </Stack>
    </Panel>
  )
}
