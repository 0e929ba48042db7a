import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { open, withBrowser } from './browser'
import { ADMIN, PASSWORD } from './surroundings'

const admin = { name: 'admin', password: PASSWORD }
/** A minute's sums are there once it has ended. */
const PATIENCE_MILLIS = 150_000
withBrowser()

test('an admin sees figures of what was called, and finds a single call by its id', async () => {
  const page = await open(ADMIN, admin)
  await page.goto('/admin/analytics')
  await page.getByRole('heading', { name: 'Over time', exact: true }).waitFor({ timeout: PATIENCE_MILLIS })
  await page.getByRole('button', { name: /^trial-api/ }).click()
  await page.getByText('APIs: trial-api').waitFor()
  expect(page.url()).toContain('api=trial-api')

  await page.getByRole('tab', { name: 'Calls' }).click()
  const calls = page.getByRole('table', { name: 'Single calls' })
  const call = calls.getByRole('button', { name: /^GET \/trial\/pets/ })
  await call.first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('"status": 200').waitFor()
  const id = (await dialog.getByRole('heading').textContent()) ?? ''
  expect(id).toMatch(/^[0-9a-f]{24}$/)
  await page.keyboard.press('Escape')
  await page.getByRole('textbox', { name: 'Request id' }).fill(`${id.slice(0, -1)}${id.endsWith('0') ? '1' : '0'}`)
  await page.getByText('No calls in this time').waitFor()
  await page.getByRole('textbox', { name: 'Request id' }).fill(id)
  await call.first().waitFor()
  expect(await call.count()).toBe(1)
  expect(page.complaints).toEqual([])
}, PATIENCE_MILLIS + 60_000)

test('usage can be taken along as CSV', async () => {
  const page = await open(ADMIN, admin)
  await page.goto('/admin/analytics')
  const downloading = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export usage (CSV)' }).click()
  const download = await downloading

  expect(download.suggestedFilename()).toBe('usage.csv')
  const [head, ...rows] = readFileSync(await download.path(), 'utf8').trim().split(/\r?\n/)
  expect(head).toContain('application')
  expect(rows.filter((row) => row.includes('trial-api'))).toHaveLength(1)
})
