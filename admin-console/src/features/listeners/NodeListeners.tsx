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

function portOf({ listeners }: ClusterNode, name: Name): string {
  const own = listeners.find((listener) => listener.name === name)
  return own ? `${own.port}${own.loopback ? ` (${text.cluster.loopback})` : ''}` : t.notListening
}

const columnsOf = (answering: string): Column<ClusterNode>[] => [
  {
    title: t.node,
    cell: ({ id }) => (
      <>
        <Code>{id}</Code> {id === answering && `(${text.cluster.here})`}
      </>
    ),
  },
  { title: t.machine, cell: ({ host }) => host, from: 'sm' },
  ...NAMES.map((name): Column<ClusterNode> => ({ title: name.toUpperCase(), cell: (node) => portOf(node, name) })),
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
