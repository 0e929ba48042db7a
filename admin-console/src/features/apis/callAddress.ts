import type { Api, ClusterNode } from '../../api/client'

/** Where callers reach an API: a node that is up, by the name that this page is reached by where the node is on its own machine. */
export function callAddress(nodes: ClusterNode[], api: Pick<Api, 'context' | 'version' | 'organization'>, pageHost: string): string {
  const node = nodes.find(({ state, listeners }) => state === 'up' && listeners.some(({ name }) => name === 'http' || name === 'https'))
  const listener = node?.listeners.find(({ name }) => name === 'https') ?? node?.listeners.find(({ name }) => name === 'http')
  const origin = node && listener ? `${listener.name}://${listener.loopback || nodes.length === 1 ? pageHost : node.host}:${listener.port}` : 'http://GATEWAY:8080'
  const organization = api.organization && api.organization !== 'default' ? `/t/${api.organization}` : ''
  return `${origin}${organization}${api.context.replace('{version}', api.version)}`
}

export function curlLine(base: string, resource: { method: string; path: string }, needsKey: boolean): string {
  const method = resource.method === 'GET' || resource.method === '*' ? '' : ` -X ${resource.method}`
  const key = needsKey ? ' -H "X-API-Key: $KEY"' : ''
  return `curl -i${method}${key} '${base.replace(/\/$/, '')}${resource.path}'`
}
