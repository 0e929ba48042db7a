import { Group, Stack, Tabs, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Cluster } from '../../api/client'
import { clusterQuery } from '../../api/queries'
import { text } from '../../text'
import { CodeBlock } from '../../ui/Copy'
import { Loaded } from '../../ui/Loaded'
import { Page, Panel } from '../../ui/Page'
import { CatalogPanel } from './CatalogPanel'
import { clusterXml } from './clusterXml'
import { ConnectorCommands } from './ConnectorCommands'
import { NodeList } from './NodeList'

const LOAD_MILLIS = 2000
const t = text.cluster

/** The nodes as they are now: membership comes by events, their load is asked for. */
export function ClusterPage() {
  const cluster = useQuery({ ...clusterQuery, refetchInterval: LOAD_MILLIS })
  return (
    <Page title={t.title} description={t.description}>
      <Loaded query={cluster} lines={8}>
        {(seen) => <ClusterTabs cluster={seen} />}
      </Loaded>
    </Page>
  )
}

function ClusterTabs({ cluster }: { cluster: Cluster }) {
  return (
    <Tabs defaultValue="nodes">
      <Tabs.List aria-label={t.title}>
        <Tabs.Tab value="nodes">{t.nodes}</Tabs.Tab>
        <Tabs.Tab value="connect">{t.connect.title}</Tabs.Tab>
        <Tabs.Tab value="file">{t.file.title}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="nodes" pt="md">
        <Stack>
          <Panel
            flush
            title={t.nodes}
            actions={
              <Group gap="lg">
                <Text fz="xs" c="dimmed">
                  <span className="mono">{cluster.name}</span> · {t.generation} {cluster.generation} · {t.revision} {cluster.revision}
                </Text>
              </Group>
            }
          >
            <NodeList cluster={cluster} />
          </Panel>
          <CatalogPanel />
        </Stack>
      </Tabs.Panel>
      <Tabs.Panel value="connect" pt="md">
        <ConnectorCommands />
      </Tabs.Panel>
      <Tabs.Panel value="file" pt="md">
        <Panel title={t.file.title} description={t.file.hint}>
          <CodeBlock label={t.file.title} value={clusterXml(cluster)} />
        </Panel>
      </Tabs.Panel>
    </Tabs>
  )
}
