import { mkdirSync } from 'node:fs'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'

const CHROMIUM = process.env.WEIR_CHROMIUM ?? '/usr/bin/chromium'

export type Theme = 'light' | 'dark'

let browser: Browser

/** The system's Chromium, for all tests of a file. */
export function withBrowser(): void {
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] })
  })
  afterAll(() => browser.close())
}

/** A browser of its own, logged in where a user is given; what it complains about is kept. */
export async function open(url: string, user?: { name: string; password: string }, theme: Theme = 'light', width = 1440): Promise<Page & { complaints: string[] }> {
  const context = await browser.newContext({ baseURL: url, colorScheme: theme, viewport: { width, height: 900 } })
  context.setDefaultTimeout(15_000)
  if (user) await logIn(context, user)
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

async function logIn(context: BrowserContext, { name, password }: { name: string; password: string }): Promise<void> {
  const answer = await context.request.post('/api/v1/sessions', { data: { username: name, password } })
  if (!answer.ok()) throw new Error(`log-in of ${name}: ${answer.status()} ${await answer.text()}`)
}

/** Keeps a picture where `WEIR_SHOTS` names a folder. */
export async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env.WEIR_SHOTS
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: `${folder}/${name}.png` })
}
