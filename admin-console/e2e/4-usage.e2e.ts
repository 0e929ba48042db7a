import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { APIRequestContext, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { open, shoot, withBrowser } from './browser'
import { ADMIN, PASSWORD, PORTAL, TARGET } from './surroundings'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const admin = { name: 'admin', password: PASSWORD }
const ursula = { name: 'ursula', password: 'a long enough one' }
/** Usage is read every 3 s. */
const SOON = { timeout: 6000 }
const RESOURCES = [
  { method: 'GET', path: '/items' },
  { method: 'GET', path: '/items/{id}' },
]
let gateway = ''
let key = ''
withBrowser()

async function put(request: APIRequestContext, path: string, data: object): Promise<void> {
  const answer = await request.put(`/api/v1${path}`, { data })
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
}

/** An API under a plan of each kind of limit, and a consumer's application that is subscribed to it. */
beforeAll(async () => {
  const { request } = (await open(ADMIN, admin)).context()
  const limits = [
    { name: 'month', count: 4, period: 'P1M' },
    { name: 'shared', count: 50, period: 'P31D', algorithm: 'rolling', scope: 'api' },
    { name: 'burst', count: 2, period: 'P31D', algorithm: 'token-bucket', burst: 10 },
    { name: 'each', count: 20, period: 'P31D', scope: 'resource' },
    { name: 'address', count: 100, period: 'P31D', scope: 'ip' },
  ]
  await put(request, '/plans/metered', { name: 'Metered', limits })
  await put(request, '/plans/boundless', { name: 'Boundless', limits: [] })
  for (const id of ['metered-api', 'boundless-api']) {
    const api = { name: id === 'metered-api' ? 'Metered API' : 'Boundless API', context: `/${id}`, plans: ['metered', 'boundless'], resources: RESOURCES }
    await put(request, `/apis/${id}`, { ...api, endpoint: { targets: [{ url: TARGET }] } })
    await request.post(`/api/v1/apis/${id}/lifecycle`, { data: { action: 'publish' } })
  }
  await request.post('/api/v1/users', { data: { id: ursula.name, name: 'Ursula User', roles: ['subscriber'], password: ursula.password } })
  await put(request, '/applications/meter-reader', { name: 'Meter reader', owner: ursula.name })
  await put(request, '/subscriptions/metered', { application: 'meter-reader', api: 'metered-api', plan: 'metered', state: 'active' })
  await put(request, '/subscriptions/boundless', { application: 'meter-reader', api: 'boundless-api', plan: 'boundless', state: 'active' })
  key = ((await (await request.post('/api/v1/applications/meter-reader/keys', { data: {} })).json()) as { key: string }).key
  gateway = ((await (await request.get('/api/v1/gateway')).json()) as { url: string }).url
})

async function call(path: string): Promise<number> {
  return (await fetch(`${gateway}/metered-api${path}`, { headers: { 'X-API-Key': key } })).status
}

/** The bar of a limit at a figure. */
function meter(page: Page, limit: string, figure: string) {
  return page.locator(`[role=meter][aria-label="${limit}"][aria-valuetext="${figure}"]`).filter({ visible: true }).first()
}

async function complaintsOf(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  const { violations } = await page.evaluate(() => (window as unknown as { axe: { run: (at: Document) => Promise<AxeResults> } }).axe.run(document))
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  return [...violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`), ...(overflow > 0 ? [`wider than the screen by ${overflow} px`] : [])]
}

test('a consumer calls three times and sees it in the portal without a reload, and then that the limit is reached', async () => {
  const page = await open(PORTAL, ursula)
  await page.goto('/portal/applications/meter-reader')
  await meter(page, 'month', '0 of 4').waitFor()
  await page.getByText('Boundless · Unlimited').waitFor()
  await page.getByText('Counted for each client address').waitFor()
  await shoot(page, 'usage-untouched')

  // A node serves a new subscription within a second.
  await expect.poll(() => call('/items'), SOON).toBe(200)
  expect([await call('/items/1'), await call('/items/2')]).toEqual([200, 200])

  await meter(page, 'month', '3 of 4').waitFor(SOON)
  await meter(page, 'shared', '3 of 50').waitFor()
  await meter(page, 'burst', '3 of 10').waitFor()
  await meter(page, 'each', '2 of 20').waitFor()
  await page.getByText('GET /items/{id}', { exact: true }).waitFor()
  await page.getByRole('button', { name: '+1 resource' }).click()
  await meter(page, 'each GET /items', '1 of 20').waitFor()
  await page.getByText(/resets in/).first().waitFor()

  expect(await call('/items')).toBe(200)
  expect(await call('/items')).toBe(429)
  await meter(page, 'month', '4 of 4').waitFor(SOON)
  await page.getByText('Used up').waitFor()
  await shoot(page, 'usage-portal')
  expect(await complaintsOf(page)).toEqual([])
  expect(page.complaints).toEqual([])
})

test('the console shows the same beside each subscription and in the application, on a screen and on a phone', async () => {
  for (const [theme, width] of [['light', 1440], ['dark', 390]] as const) {
    const page = await open(ADMIN, admin, theme, width)
    await page.goto('/admin/subscriptions')
    await meter(page, 'month', '4 of 4').waitFor()
    await page.getByText('Used up').filter({ visible: true }).first().waitFor()
    await shoot(page, `usage-subscriptions-${width}-${theme}`)
    expect(await complaintsOf(page)).toEqual([])
    await page.goto('/admin/applications/meter-reader')
    await meter(page, 'shared', '4 of 50').waitFor()
    await shoot(page, `usage-application-${width}-${theme}`)
    expect(await complaintsOf(page)).toEqual([])
    expect(page.complaints).toEqual([])
  }
})

test('nothing is asked while the page is hidden, and at once when it is seen again', async () => {
  const page = await open(PORTAL, ursula)
  let asked = 0
  page.on('request', (request) => (asked += request.url().includes('/api/v1/usage') ? 1 : 0))
  await page.goto('/portal/applications/meter-reader')
  await expect.poll(() => asked, { timeout: 10_000 }).toBeGreaterThan(1)

  await turn(page, 'hidden')
  await page.waitForTimeout(500)
  const before = asked
  await page.waitForTimeout(7000)
  expect(asked).toBe(before)

  await turn(page, 'visible')
  await expect.poll(() => asked, SOON).toBeGreaterThan(before)
})

/** As the browser does when another tab is looked at. */
async function turn(page: Page, state: 'hidden' | 'visible'): Promise<void> {
  await page.evaluate((next) => {
    Object.defineProperty(document, 'visibilityState', { value: next, configurable: true })
    Object.defineProperty(document, 'hidden', { value: next === 'hidden', configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  }, state)
}

test('it says that usage is not known while the data store is away, keeps what was seen, and goes on by itself', async () => {
  const page = await open(PORTAL, ursula, 'dark')
  await page.goto('/portal/applications/meter-reader')
  await meter(page, 'month', '4 of 4').waitFor()
  const away = { type: 'about:blank', title: 'Service Unavailable', status: 503, code: 'store-unavailable', detail: 'data store away', requestId: 'r' }
  await page.route('**/api/v1/usage?*', (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify(away) }))

  const notice = page.getByText('The data store is away: usage is not known')
  await notice.waitFor(SOON)
  await page.getByText('Shown as it was').waitFor()
  await meter(page, 'month', '4 of 4').waitFor()
  await shoot(page, 'usage-away')
  expect(await complaintsOf(page)).toEqual([])

  await page.reload()
  await notice.waitFor()
  expect(await meter(page, 'month', '4 of 4').count()).toBe(0)
  await shoot(page, 'usage-away-from-the-start')

  await page.unroute('**/api/v1/usage?*')
  await meter(page, 'month', '4 of 4').waitFor({ timeout: 10_000 })
  await notice.waitFor({ state: 'detached' })
})
