import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import { expect, test } from 'vitest'
import { open, shoot, visit, withBrowser, type Credentials, type Theme } from './browser'
import { CONSOLE, CONSOLE_LOG_IN, nameOf, PORTAL as PORTAL_PAGES, PORTAL_LOG_IN, type PageToLookAt } from './pages'
import { ADMIN, PASSWORD, PORTAL } from './surroundings'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const admin = { name: 'admin', password: PASSWORD }
const clara = { name: 'clara', password: 'a long enough one' }
withBrowser()

async function violations(url: string, user: Credentials | undefined, pages: PageToLookAt[], theme: Theme, width: number): Promise<string[]> {
  const page = await open(url, user, theme, width)
  const found: string[] = []
  for (const looked of pages) {
    await visit(page, looked)
    const name = nameOf(looked)
    await shoot(page, `${name}-${width}-${theme}`)
    await page.evaluate(AXE)
    const { violations: broken } = await page.evaluate(() => (window as unknown as { axe: { run: (at: Document) => Promise<AxeResults> } }).axe.run(document))
    found.push(...broken.map(({ id, nodes }) => `${name}: ${id} ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 200)} ${failureSummary ?? ''}`).join(' | ')}`))
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    if (overflow > 0) found.push(`${name}: wider than the screen by ${overflow} px`)
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
    expect(await violations(ADMIN, undefined, CONSOLE_LOG_IN, theme, 390)).toEqual([])
    expect(await violations(PORTAL, undefined, PORTAL_LOG_IN, theme, 1440)).toEqual([])
  }
})
