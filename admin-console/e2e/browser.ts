import { mkdirSync } from 'node:fs'
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type LaunchOptions, type Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import type { PageToLookAt } from './pages'

export const CHROMIUM = process.env.WEIR_CHROMIUM ?? '/usr/bin/chromium'

export type Theme = 'light' | 'dark'

export interface Credentials {
  name: string
  password: string
}

let browser: Browser

/** The system's Chromium, for all tests of a file. */
export function withBrowser(options: LaunchOptions = {}): void {
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, ...options, args: ['--no-sandbox', ...(options.args ?? [])] })
  })
  afterAll(() => browser.close())
}

/** Such as `150`. */
export function chromiumVersion(): string {
  return browser.version().split('.')[0] ?? ''
}

/** A browser's own state, logged in where a user is given. */
export async function newContext(url: string, user: Credentials | undefined, options: BrowserContextOptions): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: url, ...options })
  context.setDefaultTimeout(15_000)
  if (user) await logIn(context, url, user)
  return context
}

/** A browser of its own, logged in where a user is given; what it complains about is kept. */
export async function open(url: string, user?: Credentials, theme: Theme = 'light', width = 1440): Promise<Page & { complaints: string[] }> {
  const context = await newContext(url, user, { colorScheme: theme, viewport: { width, height: 900 } })
  const page = (await context.newPage()) as Page & { complaints: string[] }
  page.complaints = []
  page.on('pageerror', (error) => page.complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('Failed to load resource')) page.complaints.push(message.text())
  })
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:')) page.complaints.push(`asked elsewhere: ${request.url()}`)
  })
  return page
}

export async function logIn(context: BrowserContext, url: string, { name, password }: Credentials): Promise<void> {
  const answer = await context.request.post(`${url}/api/v1/sessions`, { data: { username: name, password } })
  if (!answer.ok()) throw new Error(`log-in of ${name}: ${answer.status()} ${await answer.text()}`)
}

/** Goes to a page, and waits until it can be looked at. */
export async function visit(page: Page, [path, ready, tab]: PageToLookAt): Promise<void> {
  await page.goto(path)
  if (tab) await page.getByRole('tab', { name: tab }).click()
  await page.locator('#root').getByText(ready).filter({ visible: true }).first().waitFor()
}

/** Keeps a picture where `WEIR_SHOTS` names a folder. */
export async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env.WEIR_SHOTS
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: `${folder}/${name}.png` })
}
