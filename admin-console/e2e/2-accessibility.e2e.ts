import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import { expect, test } from 'vitest'
import { open, shoot, withBrowser, type Theme } from './browser'
import { ADMIN, PASSWORD, PORTAL } from './surroundings'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const admin = { name: 'admin', password: PASSWORD }
const clara = { name: 'clara', password: 'a long enough one' }
withBrowser()

/** Each page with what has to be there before it is looked at. */
const CONSOLE: [path: string, ready: string, tab?: string][] = [
  ['/admin/', 'Recent events'],
  ['/admin/apis', 'Trial API'],
  ['/admin/apis/import', 'Import an API'],
  ['/admin/apis/trial-api', 'Trial API'],
  ['/admin/apis/trial-api', 'How requests are shared', 'Endpoint'],
  ['/admin/apis/trial-api', 'Plans it can be subscribed under', 'Access and plans'],
  ['/admin/apis/trial-api', 'Every call gets a record', 'Analytics'],
  ['/admin/apis/trial-api', 'Media type', 'Document'],
  ['/admin/apis/trial-api', 'Try it', 'Call it'],
  ['/admin/plans', 'Trial of today'],
  ['/admin/plans/trial', 'In words'],
  ['/admin/applications', 'Clara'],
  ['/admin/subscriptions', 'Active'],
  ['/admin/analytics', 'What was called'],
  ['/admin/settings/analytics', 'Record calls'],
  ['/admin/events', 'What happened'],
  ['/admin/cluster', 'Catalogue'],
  ['/admin/cluster', 'Apache httpd', 'Connect a web server'],
  ['/admin/cluster', '<cluster', 'cluster.xml'],
  ['/admin/settings/datastore', 'Test connection'],
  ['/admin/settings/listeners', 'Nodes now'],
  ['/admin/organizations', 'Default'],
  ['/admin/organizations/default', 'cannot be deleted'],
  ['/admin/users', 'Clara Caller'],
  ['/admin/users', 'Who may sign up', 'Sign-up'],
  ['/admin/users', 'listApis', 'What roles may do'],
  ['/admin/users/clara', 'Log-ins'],
  ['/admin/tokens', 'No token yet'],
  ['/admin/audit', 'createSession'],
  ['/admin/account', 'Change password'],
]
const PORTAL_PAGES: typeof CONSOLE = [
  ['/portal/', 'Trial API'],
  ['/portal/apis/trial-api', 'Plans'],
  ['/portal/applications', 'Clara’s program'],
  ['/portal/analytics', 'What was called'],
  ['/portal/account', 'Change password'],
]

async function violations(url: string, user: typeof admin | undefined, pages: typeof CONSOLE, theme: Theme, width: number): Promise<string[]> {
  const page = await open(url, user, theme, width)
  const found: string[] = []
  for (const [path, ready, tab] of pages) {
    await page.goto(path)
    if (tab) await page.getByRole('tab', { name: tab }).click()
    await page.locator('#root').getByText(ready).filter({ visible: true }).first().waitFor()
    await shoot(page, `${path.replace(/\W+/g, '-').replace(/^-|-$/g, '')}${tab ? `-${tab.replace(/\W+/g, '-')}` : ''}-${width}-${theme}`)
    await page.evaluate(AXE)
    const { violations: broken } = await page.evaluate(() => (window as unknown as { axe: { run: (at: Document) => Promise<AxeResults> } }).axe.run(document))
    found.push(...broken.map(({ id, nodes }) => `${path} ${tab ?? ''}: ${id} ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 200)} ${failureSummary ?? ''}`).join(' | ')}`))
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    if (overflow > 0) found.push(`${path} ${tab ?? ''}: wider than the screen by ${overflow} px`)
  }
  found.push(...page.complaints)
  await page.context().close()
  return found
}

test.each(['light', 'dark'] as const)('axe finds nothing on the pages of the console, %s', async (theme) => {
  expect(await violations(ADMIN, admin, CONSOLE, theme, 1440)).toEqual([])
})

test.each(['light', 'dark'] as const)('axe finds nothing on the pages of the portal, %s', async (theme) => {
  expect(await violations(PORTAL, clara, PORTAL_PAGES, theme, 1440)).toEqual([])
})

test('nothing is wider than a phone, nor does axe find anything there', async () => {
  expect(await violations(ADMIN, admin, CONSOLE, 'light', 390)).toEqual([])
  expect(await violations(PORTAL, clara, PORTAL_PAGES, 'dark', 390)).toEqual([])
})

test('the log-in pages are accessible, too', async () => {
  for (const theme of ['light', 'dark'] as const) {
    expect(await violations(ADMIN, undefined, [['/admin/', 'Log in']], theme, 390)).toEqual([])
    expect(await violations(PORTAL, undefined, [['/portal/', 'Sign up']], theme, 1440)).toEqual([])
  }
})
