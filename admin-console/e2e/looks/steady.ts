import type { BrowserContext, Route } from 'playwright-core'
import { analyticsAnswer } from './figures'
import type { Node } from './node'

/** When the pictures are taken; what happened did so three minutes before, and what ends does so eight hours later. */
export const NOW = new Date('2026-11-21T10:00:00Z')
const BEFORE = '2026-11-21T09:57:00Z'
const LATER = '2026-11-21T18:00:00Z'
const ENDS = ['expires', 'resetsAt']
/** What the pages believe to be at, whatever the node's ports are. */
export const URLS = { console: 'http://127.0.0.1:9000', portal: 'http://127.0.0.1:9080' }

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/
const VERSION = /(?<![\d.])\d+\.\d+\.\d+(-SNAPSHOT)?(?![\d.])/g
/** What is another in each run, by name of the field. */
const FIELDS: Record<string, unknown> = {
  load: 0.18,
  latencyMillis: 0.2,
  requestId: '4bf92f3577b34da6a3ce929d0e0e4736',
  fence: '1',
  digest: '7c5b65d5e87f7e07',
  resetSeconds: 2220,
  userAgent: 'Chromium',
}

/** Has the pages of a context see the node's own answers, but for times, ports, versions and figures, which are always the same. */
export async function steady(context: BrowserContext, node: Node): Promise<void> {
  await context.clock.setFixedTime(NOW)
  await context.addInitScript(() => {
    class Quiet extends EventTarget {
      onopen?: () => void
      constructor() {
        super()
        setTimeout(() => this.onopen?.())
      }
      close() {}
    }
    Object.assign(window, { EventSource: Quiet })
  })
  await context.route(`${URLS.console}/**`, (route) => answer(route, node, node.url))
  await context.route(`${URLS.portal}/**`, (route) => answer(route, node, node.portalUrl))
}

async function answer(route: Route, node: Node, real: string): Promise<void> {
  const { pathname, search, searchParams } = new URL(route.request().url())
  if (pathname.startsWith('/api/v1/analytics/')) {
    await route.fulfill({ json: analyticsAnswer(pathname.slice('/api/v1/analytics/'.length), searchParams, NOW) })
    return
  }
  const response = await route.fetch({ url: `${real}${pathname}${search}` })
  const isData = (response.headers()['content-type'] ?? '').includes('json')
  await (isData ? route.fulfill({ response, json: recording(pathname, steadied(JSON.parse(renamed(await response.text(), node)))) }) : route.fulfill({ response }))
}

/** The node's analytics are off, and what they answer is made up here. */
function recording(pathname: string, answer: unknown): unknown {
  return pathname === '/api/v1/cluster' ? { ...(answer as object), analytics: true } : answer
}

function renamed(body: string, { ports }: Node): string {
  const usual = new Map([...ports].map(([port, real]) => [real, port]))
  return body.replace(/\b\d{5}\b/g, (number) => usual.get(number) ?? number).replace(VERSION, '1.0.0')
}

function steadied(value: unknown, name = ''): unknown {
  if (name in FIELDS) return FIELDS[name]
  if (typeof value === 'string') return INSTANT.test(value) ? (ENDS.includes(name) ? LATER : BEFORE) : value
  if (Array.isArray(value)) {
    const items = value.map((item) => steadied(item))
    // What happens at the same time is told in any order.
    return items.some(isEvent) ? items.sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))) : items
  }
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).map(([key, part]) => [key, steadied(part, key)])
  const same = Object.fromEntries(entries) as Record<string, unknown>
  return isEvent(same) ? { ...same, id: `${String(same.type)}-0` } : same
}

const isEvent = (value: unknown) => typeof value === 'object' && value !== null && 'severity' in value && 'type' in value
