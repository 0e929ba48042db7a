import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chromiumVersion, logIn, newContext, visit, withBrowser, type Credentials } from '../browser'
import { CONSOLE, CONSOLE_LOG_IN, nameOf, PORTAL, PORTAL_LOG_IN, type PageToLookAt } from '../pages'
import { fixedFonts, widths } from './fonts'
import { startNode, type Node } from './node'
import { compare, isRenewal, leftOver, madeWith } from './picture'
import { CLARA, seed } from './seed'
import { steady, URLS } from './steady'

const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
]
const THEMES = ['light', 'dark'] as const
const compared: string[] = []
let node: Node

withBrowser({ env: fixedFonts(), args: ['--font-render-hinting=none', '--disable-gpu', '--disable-lcd-text'] })
beforeAll(async () => {
  node = await startNode()
  await seed(node)
}, 240_000)
afterAll(() => node.stop())

async function open(listener: keyof typeof URLS, user?: Credentials): Promise<Page> {
  const context = await newContext(URLS[listener], undefined, { reducedMotion: 'reduce', locale: 'en-US', timezoneId: 'UTC' })
  if (user) await logIn(context, listener === 'portal' ? node.portalUrl : node.url, user)
  await steady(context, node)
  return context.newPage()
}

/** What does not look as it did, in both themes, wide and narrow. */
async function changes(page: Page, pages: PageToLookAt[], suffix = ''): Promise<string[]> {
  const found: (string | undefined)[] = []
  for (const looked of pages) {
    await page.setViewportSize(SIZES[0] ?? { width: 0, height: 0 })
    await visit(page, looked)
    for (const size of SIZES) {
      await page.setViewportSize(size)
      for (const colorScheme of THEMES) {
        await page.emulateMedia({ colorScheme })
        const name = `${nameOf(looked)}${suffix}-${size.width}-${colorScheme}`
        compared.push(name)
        found.push(await compare(page, name))
      }
    }
  }
  await page.context().close()
  return found.filter((change) => change !== undefined)
}

test('fonts and browser are those that the baselines were made with', async () => {
  const page = await open('console')
  await visit(page, CONSOLE_LOG_IN[0] as PageToLookAt)
  const now = { chromium: chromiumVersion(), ...(await widths(page)) }
  const before = madeWith(now)
  await page.context().close()

  if (before.chromium !== now.chromium) console.warn(`Chromium is ${now.chromium}, and the baselines were made with ${before.chromium}: where pages differ, look, and renew them`)
  expect({ sans: now.sans, mono: now.mono }, 'widths of a text: other fonts than those of the baselines, so that each page would differ').toEqual({ sans: before.sans, mono: before.mono })
})

test('the console looks as it did', async () => {
  expect(await changes(await open('console', { name: 'admin', password: node.password }), CONSOLE)).toEqual([])
  expect(await changes(await open('console'), CONSOLE_LOG_IN, '-log-in')).toEqual([])
})

test('the portal looks as it did', async () => {
  expect(await changes(await open('portal', CLARA), PORTAL)).toEqual([])
  expect(await changes(await open('portal'), PORTAL_LOG_IN, '-log-in')).toEqual([])
})

test('each baseline is of a page', () => {
  expect(leftOver(compared)).toEqual([])
  if (isRenewal) console.log(`${compared.length} baselines were renewed: look at them before they are committed`)
})
