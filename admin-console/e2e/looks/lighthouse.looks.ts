import lighthouse, { desktopConfig } from 'lighthouse'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CHROMIUM, logIn, visit, type Credentials } from '../browser'
import type { PageToLookAt } from '../pages'
import { freePorts, startNode, type Node } from './node'
import { CLARA, seed } from './seed'

/** Speed is measured by hand, on a machine that does nothing else: npm run lighthouse. */
const isMeasured = process.env.WEIR_LIGHTHOUSE === 'measure'
const RUNS = isMeasured ? 3 : 1
const CATEGORIES = ['accessibility', 'best-practices', ...(isMeasured ? ['performance'] : [])]
const MAX_LOAD_MILLIS = 20_000
const EXPECTED = { accessibility: 100, 'best-practices': 100, performance: 90 } as Record<string, number>

let node: Node

beforeAll(async () => {
  node = await startNode()
  await seed(node)
}, 240_000)
afterAll(() => node.stop())

interface Audited {
  /** Of a hundred, by category. */
  scores: Record<string, number>
  /** What keeps a score below a hundred. */
  lacks: string[]
  figures: string
}

/** A busy machine may take the trace of a load amiss; Lighthouse asks for another run then. */
async function audit(url: string, port: number, tries = 3): Promise<Audited> {
  const options = { port, output: 'json', logLevel: 'error', onlyCategories: CATEGORIES, maxWaitForLoad: MAX_LOAD_MILLIS } as const
  const result = await lighthouse(url, options, desktopConfig)
  if (!result) throw new Error(`${url}: no result of Lighthouse`)
  const { categories, audits, runtimeError } = result.lhr
  if (runtimeError && tries > 1) return audit(url, port, tries - 1)
  if (runtimeError) throw new Error(`${url}: ${runtimeError.message}`)
  const weighted = Object.values(categories).flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0))
  const lacking = weighted.map(({ id }) => audits[id]).filter((found) => found?.score !== null && (found?.score ?? 1) < 1)
  return {
    scores: Object.fromEntries(Object.entries(categories).map(([name, { score }]) => [name, Math.round((score ?? 0) * 100)])),
    lacks: lacking.map((found) => `${found?.id}: ${found?.title} ${found?.displayValue ?? ''} ${JSON.stringify(found?.details && 'items' in found.details ? found.details.items : [], null, 1).slice(0, 2000)}`),
    figures: ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift', 'speed-index'].map((id) => audits[id]?.displayValue).filter(Boolean).join(', '),
  }
}

/** A browser that Lighthouse drives, logged in: it empties caches before each run, and leaves cookies. */
async function withChromium<T>(url: string, user: Credentials, work: (page: Page, port: number) => Promise<T>): Promise<T> {
  const [port = 0] = await freePorts(1)
  const folder = mkdtempSync(join(tmpdir(), 'weir-lighthouse-'))
  const context = await chromium.launchPersistentContext(folder, { executablePath: CHROMIUM, args: ['--no-sandbox', `--remote-debugging-port=${port}`] })
  try {
    await logIn(context, url, user)
    return await work(await context.newPage(), port)
  } finally {
    await context.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

const PAGES: [name: string, page: PageToLookAt][] = [
  ['Overview', ['/admin/', 'Recent events']],
  ['APIs', ['/admin/apis', 'Trial API']],
  ['Portal home', ['/portal/', 'Trial API']],
]

test.each(PAGES)('Lighthouse finds nothing on %s', async (name, looked) => {
  const isPortal = name === 'Portal home'
  const url = isPortal ? node.portalUrl : node.url
  const runs = await withChromium(url, isPortal ? CLARA : { name: 'admin', password: node.password }, async (page, port) => {
    // Who is not logged in sees another page at the same address.
    await visit(page, [`${url}${looked[0]}`, looked[1]])
    await page.goto('about:blank')
    const all: Audited[] = []
    for (let run = 0; run < RUNS; run++) all.push(await audit(`${url}${looked[0]}`, port))
    return all
  })

  const scores = Object.fromEntries(CATEGORIES.map((category) => [category, median(runs.map((run) => run.scores[category] ?? 0))]))
  console.log(name, scores, runs.map(({ figures }) => figures).filter(Boolean))
  const low = CATEGORIES.filter((category) => (scores[category] ?? 0) < (EXPECTED[category] ?? 100))
  expect(low, runs.flatMap(({ lacks }) => lacks).join('\n')).toEqual([])
})
