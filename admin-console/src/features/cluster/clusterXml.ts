import type { Cluster } from '../../api/client'

/** The cluster in the form of `cluster.xml`: nodes by id, enabled listeners only, those of loopback marked. */
export function clusterXml({ name, generation, nodes }: Pick<Cluster, 'name' | 'generation' | 'nodes'>): string {
  const lines = [...nodes]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap(({ id, host, state, profile, version, weight, listeners }) => [
      `  <node ${attributes({ id, host, state, profile, version, weight })}>`,
      `    ${listeners.map((listener) => `<${listener.name} port="${listener.port}"${listener.loopback ? ' loopback="true"' : ''}/>`).join('')}`,
      '  </node>',
    ])
  return ['<?xml version="1.0" encoding="UTF-8"?>', `<cluster ${attributes({ name, generation })}>`, ...lines, '</cluster>'].join('\n')
}

function attributes(values: Record<string, string | number>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}="${escaped(String(value))}"`)
    .join(' ')
}

function escaped(value: string): string {
  return value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;')
}
