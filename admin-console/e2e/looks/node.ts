import { spawn, type ChildProcess } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'

const ROOT = resolve(import.meta.dirname, '../../..')
const START_MILLIS = 180_000
const STOP_MILLIS = 40_000
const LISTENERS = ['listeners.http', 'listeners.ajp', 'listeners.admin', 'listeners.portal'] as const

/** A node with its own store, without analytics, on free ports; what it is called is always the same. */
export interface Node {
  url: string
  portalUrl: string
  password: string
  /** The ports that the node has, by those that it would have by default. */
  ports: Map<string, string>
  call: (method: string, path: string, body: unknown, mediaType?: string) => Promise<unknown>
  stop: () => Promise<void>
}

/** Starts a node as an operator does, and waits until it is ready. */
export async function startNode(): Promise<Node> {
  const folder = mkdtempSync(join(tmpdir(), 'weir-looks-'))
  const [conf, data] = [join(folder, 'conf'), join(folder, 'data')]
  mkdirSync(conf)
  mkdirSync(data)
  for (const file of ['config.xml', 'logback.xml']) cpSync(join(ROOT, 'conf', file), join(conf, file))
  const [http = 0, ajp = 0, admin = 0, portal = 0, redis = 0] = await freePorts(LISTENERS.length + 1)
  const settings = [
    'node.id=node-1',
    'node.host=node-1.internal',
    'analytics.enabled=false',
    `datastore.addresses=127.0.0.1:${redis}`,
    'listeners.portal.enabled=true',
    ...LISTENERS.map((listener) => `${listener}.host=127.0.0.1`),
    ...LISTENERS.map((listener, index) => `${listener}.port=${[http, ajp, admin, portal][index]}`),
  ]
  const log = join(folder, 'node.log')
  const out = openSync(log, 'a')
  const arguments_ = ['start', '--conf', conf, '--data', data, ...settings.flatMap((setting) => ['--set', setting])]
  const process_ = spawn(join(ROOT, 'weir'), arguments_, { stdio: ['ignore', out, out] })
  // Where the tests are ended from outside, nothing else ends it.
  const abandon = () => process_.kill('SIGTERM')
  process.once('exit', abandon).once('disconnect', abandon)
  const stop = async () => {
    process.off('exit', abandon).off('disconnect', abandon)
    await end(process_)
    rmSync(folder, { recursive: true, force: true })
  }
  const url = `http://127.0.0.1:${admin}`
  try {
    await untilReady(url, process_)
  } catch (error) {
    const said = readFileSync(log, 'utf8')
    await stop()
    throw new Error(`${String(error)}\n${said}`)
  }
  const token = readFileSync(join(data, 'admin-token'), 'utf8').trim()
  const password = await untilThere(join(data, 'initial-admin-password'))
  return {
    url,
    portalUrl: `http://127.0.0.1:${portal}`,
    password,
    ports: new Map(Object.entries({ 8080: http, 8009: ajp, 9000: admin, 9080: portal, 6379: redis }).map(([usual, port]) => [usual, String(port)])),
    call: (method, path, body, mediaType = 'application/json') => call(url, token, method, path, body, mediaType),
    stop,
  }
}

async function call(url: string, token: string, method: string, path: string, body: unknown, mediaType: string): Promise<unknown> {
  const answer = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': mediaType },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
  return answer.json()
}

async function untilReady(url: string, node: ChildProcess): Promise<void> {
  const end = Date.now() + START_MILLIS
  while (Date.now() < end) {
    if (node.exitCode !== null) throw new Error(`the node has ended with ${node.exitCode}`)
    const isReady = await fetch(`${url}/health/ready`).then(
      ({ status }) => status === 200,
      () => false,
    )
    if (isReady) return
    await setTimeout(100)
  }
  throw new Error(`the node was not ready within ${START_MILLIS} ms`)
}

/** The content of a file that is written soon after the start. */
async function untilThere(file: string): Promise<string> {
  const end = Date.now() + START_MILLIS
  while (!existsSync(file) && Date.now() < end) await setTimeout(100)
  return readFileSync(file, 'utf8').trim()
}

/** Asks the process to end, and ends it where it does not in time. */
async function end(node: ChildProcess): Promise<void> {
  if (node.exitCode !== null || node.signalCode !== null) return
  const ended = new Promise<void>((done) => node.once('exit', () => done()))
  node.kill('SIGTERM')
  const late = new AbortController()
  await Promise.race([ended, setTimeout(STOP_MILLIS, undefined, { signal: late.signal }).catch(() => undefined)])
  late.abort()
  if (node.exitCode === null && node.signalCode === null) {
    node.kill('SIGKILL')
    await ended
  }
}

/** Ports that were free a moment ago, all different. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, () => {
      const server = createServer()
      return new Promise<typeof server>((done, failed) => server.once('error', failed).listen(0, '127.0.0.1', () => done(server)))
    }),
  )
  const ports = servers.map((server) => (server.address() as AddressInfo).port)
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))))
  return ports
}
