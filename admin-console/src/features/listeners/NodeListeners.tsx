import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ClusterNode } from '../../api/client'
import { clusterQuery } from '../../api/queries'
import { text } from '../../text'
import { Code } from '../../ui/Copy'
import { List, type Column } from '../../ui/List'
import { Loaded } from '../../ui/Loaded'
import { Panel } from '../../ui/Page'
import { NAMES, type Name } from './effects'

const t = text.listeners

function Port({ node, name }: { node: ClusterNode; name: Name }) {
  const own = node.listeners.find((listener) => listener.name === name)
  if (!own) return <>{t.notListening}</>
  return (
    <>
      {own.port}
      {own.loopback && (
        <Text fz="xs" c="dimmed">
          {text.cluster.loopback}
        </Text>
      )}
    </>
  )
}

const columnsOf = (answering: string): Column<ClusterNode>[] => [
  {
    title: t.node,
    cell: ({ id }) => (
      <>
        <Code>{id}</Code>
        {id === answering && (
          <Text fz="xs" c="dimmed">
            {text.cluster.here}
          </Text>
        )}
      </>
    ),
  },
  { title: t.machine, cell: ({ host }) => host, from: 'sm' },
  ...NAMES.map((name): Column<ClusterNode> => ({ title: name.toUpperCase(), cell: (node) => <Port node={node} name={name} /> })),
]

/** Where the nodes listen at present. */
export function NodeListeners() {
  const cluster = useQuery(clusterQuery)
  return (
    <Panel flush title={t.nodes} description={t.nodesHint}>
      <Loaded query={cluster}>{({ nodes, answering }) => <List label={t.nodes} items={nodes} columns={columnsOf(answering)} id={({ id }) => id} />}</Loaded>
    </Panel>
  )
}
