import { Group, Text, Tooltip } from '@mantine/core'
import type { Cluster, ClusterNode } from '../../api/client'
import { useMay } from '../../api/session'
import { text } from '../../text'
import { Code } from '../../ui/Copy'
import { List, type Column } from '../../ui/List'
import { State, type Tone } from '../../ui/State'
import { When } from '../../ui/When'
import { QuiesceAction } from './QuiesceAction'

const t = text.cluster
const TONES: Record<ClusterNode['state'], Tone> = { up: 'good', quiesced: 'warn', starting: 'info' }

export function NodeState({ node }: { node: ClusterNode }) {
  return (
    <>
      <State tone={TONES[node.state]}>{t.states[node.state]}</State>
      {node.quiesce === 'writes' && (
        <Text fz="xs" c="dimmed">
          {t.writesRefused}
        </Text>
      )}
    </>
  )
}

function InSync({ node, revision }: { node: ClusterNode; revision: number }) {
  const behind = Math.max(0, revision - node.appliedRevision)
  return node.inSync ? (
    <State tone="good">{t.inSync}</State>
  ) : (
    <Tooltip label={<When at={node.outOfSyncSince} />}>
      <span>
        <State tone="bad">{behind > 0 ? t.behind(behind) : t.outOfSync}</State>
      </span>
    </Tooltip>
  )
}

/** One row a node: what it is, whether it is in service, whether it serves what the others do. */
export function NodeList({ cluster }: { cluster: Cluster }) {
  const mayQuiesce = useMay()('quiesceNode')
  const up = cluster.nodes.filter(({ state }) => state === 'up').length
  const columns: Column<ClusterNode>[] = [
    {
      title: t.node,
      cell: (node) => (
        <>
          <Code>{node.id}</Code>
          <Text fz="xs" c="dimmed">
            {node.host} · {node.profile} · {node.version}
            {node.id === cluster.answering && ` · ${t.here}`}
          </Text>
        </>
      ),
    },
    { title: text.common.state, cell: (node) => <NodeState node={node} /> },
    { title: t.sync, cell: (node) => <InSync node={node} revision={cluster.revision} />, from: 'xs' },
    { title: t.applied, cell: (node) => node.appliedRevision, right: true, from: 'md' },
    { title: t.load, cell: (node) => node.load.toFixed(1), right: true, from: 'sm' },
    { title: t.weight, cell: (node) => node.weight, right: true, from: 'lg' },
    {
      title: t.listeners,
      cell: ({ listeners }) => (
        <Group gap={8} maw={260}>
          {listeners.map(({ name, port, loopback }) => (
            <Tooltip key={name} label={loopback ? `${name}: ${t.loopback}` : name}>
              <Text span fz="xs" className="mono" c={loopback ? 'dimmed' : undefined}>
                {name}:{port}
              </Text>
            </Tooltip>
          ))}
        </Group>
      ),
      from: 'md',
    },
    { title: t.started, cell: (node) => <When at={node.started} />, from: 'sm' },
  ]
  if (mayQuiesce) columns.push({ title: text.common.actions, cell: (node) => <QuiesceAction node={node} isLast={up === 1 && node.state === 'up'} />, right: true })
  return <List label={t.nodes} items={cluster.nodes} columns={columns} id={({ id }) => id} />
}
