import type { ClusterNode, Schemas } from '../../api/client'
import { text } from '../../text'

export type SharedListener = Schemas['SharedListener']
export type Shared = Schemas['SharedListeners']
export type Name = keyof Shared

export const NAMES: Name[] = ['http', 'https', 'ajp']
const PRIVILEGED_BELOW = 1024
const t = text.listeners

export interface Effect {
  tone: 'bad' | 'warn' | 'info'
  message: string
}

/** What is said of one listener, in a sentence. */
export function inWords(name: Name, listener: SharedListener | undefined): string {
  const title = t.names[name]
  if (!listener) return t.words.own(title)
  return listener.enabled ? t.words.on(title, listener.host, listener.port) : t.words.off(title)
}

/** What a change does to nodes that take it, the worst first. */
export function effectsOf(before: Shared, after: Shared, nodes: ClusterNode[]): Effect[] {
  const on = NAMES.filter((name) => after[name]?.enabled)
  const isOff = NAMES.every((name) => after[name] && !after[name].enabled)
  const effects = [
    ...(isOff ? [bad(t.effects.noTraffic)] : []),
    ...samePorts(on, after),
    ...on.flatMap((name) => taken(name, after, nodes)),
    ...on.flatMap((name) => sameMachine(name, after, nodes)),
    ...(on.includes('https') ? [warn(t.effects.keystore)] : []),
    ...on.flatMap((name) => reach(name, after[name])),
    ...on.flatMap((name) => moved(name, before, after, nodes)),
    ...NAMES.filter((name) => before[name] && !after[name]).map((name): Effect => ({ tone: 'info', message: t.effects.released(t.names[name]) })),
  ]
  return effects.sort((a, b) => RANK[a.tone] - RANK[b.tone])
}

const RANK: Record<Effect['tone'], number> = { bad: 0, warn: 1, info: 2 }
const bad = (message: string): Effect => ({ tone: 'bad', message })
const warn = (message: string): Effect => ({ tone: 'warn', message })

function samePorts(on: Name[], shared: Shared): Effect[] {
  return on.flatMap((one, i) =>
    on
      .slice(i + 1)
      .filter((other) => shared[one]?.port === shared[other]?.port && overlaps(shared[one], shared[other]))
      .map((other) => bad(t.effects.samePort(t.names[one], t.names[other], shared[one]?.port ?? 0))),
  )
}

function overlaps(one: SharedListener | undefined, other: SharedListener | undefined): boolean {
  return one?.host === other?.host || one?.host === '0.0.0.0' || other?.host === '0.0.0.0'
}

function taken(name: Name, shared: Shared, nodes: ClusterNode[]): Effect[] {
  const port = shared[name]?.port ?? 0
  return nodes.flatMap(({ id, listeners }) =>
    listeners
      .filter((own) => own.port === port && (own.name === 'admin' || own.name === 'portal'))
      .map((own) => bad(t.effects.taken(t.names[name], port, id, own.name))),
  )
}

function sameMachine(name: Name, shared: Shared, nodes: ClusterNode[]): Effect[] {
  const machines = new Map<string, string[]>()
  // A control plane takes no traffic and binds nothing of it.
  for (const { id, host, profile } of nodes) if (profile !== 'control-plane') machines.set(host, [...(machines.get(host) ?? []), id])
  return [...machines]
    .filter(([, ids]) => ids.length > 1)
    .map(([host, ids]) => bad(t.effects.sameMachine(`${t.names[name]} (${shared[name]?.port})`, host, ids.join(', '))))
}

function reach(name: Name, listener: SharedListener | undefined): Effect[] {
  if (!listener) return []
  const { host, port } = listener
  return [
    // Web servers on the same machine are the usual callers of AJP.
    ...(isLoopback(host) && name !== 'ajp' ? [warn(t.effects.loopback(t.names[name], host))] : []),
    ...(port < PRIVILEGED_BELOW ? [warn(t.effects.privileged(t.names[name], port))] : []),
  ]
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.')
}

function moved(name: Name, before: Shared, after: Shared, nodes: ClusterNode[]): Effect[] {
  const port = after[name]?.port
  if (before[name]?.enabled && before[name].port === port) return []
  const elsewhere = nodes.filter(({ listeners }) => listeners.some((own) => own.name === name && own.port !== port)).map(({ id }) => id)
  return elsewhere.length > 0 ? [warn(t.effects.moved(t.names[name], elsewhere.join(', ')))] : []
}
