import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { open, withBrowser } from './browser'
import { ADMIN, ANALYTICS, DOCUMENT, GITHUB, LONER, PASSWORD, PORTAL, SECOND, STORE, TARGET } from './surroundings'

const admin = { name: 'admin', password: PASSWORD }
withBrowser()

test('an admin logs in, and a wrong password is told', async () => {
  const page = await open(ADMIN)
  await page.goto('/')
  await page.getByLabel('User name').fill('admin')
  await page.getByRole('textbox', { name: 'Password' }).fill('wrong')
  await page.getByRole('button', { name: 'Log in' }).click()
  await page.getByRole('alert').getByText('user name or password is wrong').waitFor()

  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Log in' }).click()

  await page.getByRole('heading', { name: 'Overview' }).waitFor()
  await page.getByText('Live', { exact: true }).waitFor()
  expect(page.complaints).toEqual([])
})

test('an admin fills in the settings of the analytics server, and calls are recorded from then on', async () => {
  const page = await open(ADMIN, admin)
  await page.goto('/admin/settings/analytics')
  await page.getByText('These are the settings in force.').waitFor()
  await page.getByRole('switch', { name: 'Record calls' }).click()
  await page.getByLabel('Address 1').fill(ANALYTICS)
  await page.getByText('Test the values first.').waitFor()
  // The server may be starting still.
  await expect.poll(() => isUsable(page), { timeout: 170_000, interval: 1000 }).toBe(true)
  await page.getByRole('button', { name: 'Apply to this node' }).click()

  await page.getByText('In force on this node').waitFor()
  await page.getByText('These are the settings in force.').waitFor()
  await page.goto('/admin/analytics')
  await page.getByText('No calls in this time').waitFor()
}, 200_000)

async function isUsable(page: Page): Promise<boolean> {
  const answered = page.waitForResponse('**/settings/analytics/test')
  await page.getByRole('button', { name: 'Test connection' }).click()
  return ((await (await answered).json()) as { usable: boolean }).usable
}

test('a publisher imports a description, gives it weighted targets and a plan, and publishes it', async () => {
  const page = await open(ADMIN, admin)
  await page.goto('/admin/plans')
  await page.getByRole('button', { name: 'New plan' }).first().click()
  await page.getByRole('dialog').getByLabel('Name').fill('Trial')
  await page.getByRole('button', { name: 'Create' }).click()
  await page.getByRole('heading', { name: 'Trial' }).waitFor()
  await page.getByRole('button', { name: 'Add limit' }).click()
  await page.getByLabel('Requests').fill('5')
  await page.getByText('At most 5 requests per hour').waitFor()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved').first().waitFor()

  await page.goto('/admin/apis/import')
  await page.locator('input[type=file]').setInputFiles(DOCUMENT)
  await page.getByLabel('Context').fill('/trial')
  await page.getByLabel('Name').fill('Trial API')
  await page.getByRole('button', { name: 'Preview' }).click()
  await page.getByRole('heading', { name: 'What would be made' }).waitFor()
  await page.getByRole('button', { name: 'Make the draft' }).click()
  await page.getByRole('heading', { name: 'Trial API' }).waitFor()

  await page.getByRole('tab', { name: 'Endpoint' }).click()
  const urls = page.getByRole('textbox', { name: /^URL/ })
  if ((await urls.count()) === 0) await page.getByRole('button', { name: 'Add target' }).click()
  await urls.first().fill(TARGET)
  await page.getByRole('button', { name: 'Add target' }).click()
  await urls.nth(1).fill(`${TARGET}/second`)
  await page.getByRole('textbox', { name: 'Weight 1' }).fill('3')
  await page.getByText('75.0 %').first().waitFor()
  await page.getByText('a a b a').waitFor()
  await page.getByRole('tab', { name: 'Access and plans' }).click()
  await page.getByRole('combobox', { name: 'Plans it can be' }).click()
  await page.getByRole('option', { name: 'Trial' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Save' }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Publish' }).click()
  await page.getByText('Now: Published').waitFor()
  expect(page.complaints).toEqual([])
})

test('a consumer signs up in the portal, subscribes, calls with the key, and sees the call and the limit', async () => {
  const operator = await open(ADMIN, admin)
  await operator.goto('/admin/users')
  await operator.getByRole('tab', { name: 'Sign-up' }).click()
  await operator.getByLabel('Everybody, at once').check()
  await operator.getByRole('button', { name: 'Save' }).click()
  await operator.getByText('In force on all nodes').waitFor()

  const page = await open(PORTAL)
  await page.goto('/')
  await page.getByRole('button', { name: 'No account yet? Sign up' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Clara Caller')
  await page.getByLabel('User name').fill('clara')
  await page.getByRole('textbox', { name: 'Password' }).fill('a long enough one')
  await page.getByRole('button', { name: 'Sign up' }).click()
  await page.getByText('You can log in now.').waitFor()
  await page.getByRole('button', { name: 'To the log-in' }).click()
  await page.getByLabel('User name').fill('clara')
  await page.getByRole('textbox', { name: 'Password' }).fill('a long enough one')
  await page.getByRole('button', { name: 'Log in' }).click()

  await page.getByRole('link', { name: /Trial API/ }).click()
  await page.getByRole('button', { name: 'Subscribe: Trial' }).click()
  await page.getByLabel('Name of the new application').fill('Clara’s program')
  await page.getByRole('button', { name: 'Subscribe', exact: true }).click()
  await page.getByRole('heading', { name: 'Clara’s program' }).waitFor()
  await page.getByRole('button', { name: 'New key' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('laptop')
  await page.getByRole('button', { name: 'Create' }).click()
  const key = (await page.locator('pre[aria-label="The key"]').textContent())?.trim() ?? ''
  expect(key).toMatch(/^wk_/)
  await page.getByRole('button', { name: 'Done' }).click()

  await page.getByRole('link', { name: 'APIs', exact: true }).click()
  await page.getByRole('link', { name: /Trial API/ }).click()
  await page.locator('button.operation', { hasText: 'GET' }).first().click()
  await page.getByLabel('API key').fill(key)
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByText(/^200 in/).waitFor()
  await page.getByText(/hour: 4 of 5 left/).waitFor()

  await page.getByRole('link', { name: 'Usage' }).click()
  const call = page.getByRole('button', { name: /^GET \/trial\/pets/ })
  const nothing = page.getByText('No calls in this time')
  const isSeen = async () => {
    await page.reload()
    await page.getByRole('tab', { name: 'Calls' }).click()
    await call.or(nothing).first().waitFor()
    return call.isVisible()
  }
  await expect.poll(isSeen, { timeout: 30_000, interval: 1000 }).toBe(true)
  await call.first().click()
  await page.getByRole('dialog').getByText('"application": "clara').waitFor()
  expect(page.complaints).toEqual([])
})

test('a publisher imports the description of GitHub’s API, and publishes it with weights', async () => {
  const { request } = (await open(ADMIN, admin)).context()
  await request.post('/api/v1/users', { data: { id: 'paula', name: 'Paula', roles: ['publisher'], password: 'a long enough one' } })
  const page = await open(ADMIN, { name: 'paula', password: 'a long enough one' })
  page.context().setDefaultTimeout(60_000)
  await page.goto('/admin/apis/import')
  await page.locator('input[type=file]').setInputFiles(GITHUB)
  await page.getByLabel('Context').fill('/github')
  await page.getByLabel('Name').fill('GitHub')
  await page.getByRole('button', { name: 'Preview' }).click()
  await page.getByText(/^1,\d{3} resources/).waitFor()
  await page.getByRole('button', { name: 'Make the draft' }).click()
  await page.getByRole('heading', { name: 'GitHub', exact: true }).waitFor()

  await page.getByRole('tab', { name: 'Endpoint' }).click()
  const urls = page.getByRole('textbox', { name: /^URL/ })
  await expect.poll(() => urls.first().inputValue()).toBe('https://api.github.com')
  await urls.first().fill(TARGET)
  await page.getByRole('button', { name: 'Add target' }).click()
  await urls.nth(1).fill(`${TARGET}/second`)
  await page.getByRole('textbox', { name: 'Weight 1' }).fill('2')
  await page.getByText('a b a').first().waitFor()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Save' }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Publish' }).click()

  await page.getByText('Now: Published').waitFor()
  expect(page.complaints).toEqual([])
})

test('a second browser sees a change at once', async () => {
  const one = await open(ADMIN, admin)
  const other = await open(ADMIN, admin)
  await other.goto('/admin/plans')
  await other.getByRole('link', { name: 'Trial' }).waitFor()
  await other.getByText('Live', { exact: true }).waitFor()
  await one.goto('/admin/plans/trial')
  await one.getByRole('textbox', { name: 'Name' }).first().fill('Trial of today')
  await one.getByRole('button', { name: 'Save' }).click()

  await other.getByRole('link', { name: 'Trial of today' }).waitFor({ timeout: 3000 })
})

test('who saves second sees both versions, and nothing is overwritten unseen', async () => {
  const page = await open(ADMIN, admin)
  await page.goto('/admin/plans/trial')
  await page.getByRole('heading', { name: 'Trial of today' }).waitFor()
  await page.route('**/api/v1/events/stream*', (route) => route.abort())
  await page.getByLabel('Description').fill('mine')
  const { request } = page.context()
  const current = (await (await request.get('/api/v1/plans/trial')).json()) as Record<string, unknown>
  await request.put('/api/v1/plans/trial', { data: { ...current, description: 'theirs' } })
  await page.getByRole('button', { name: 'Save' }).click()

  const dialog = page.getByRole('dialog', { name: 'Somebody else saved first' })
  await dialog.getByRole('cell', { name: 'theirs' }).waitFor()
  await dialog.getByRole('cell', { name: 'mine' }).waitFor()
  await dialog.getByRole('button', { name: 'Take theirs' }).click()
  await expect.poll(() => page.getByLabel('Description').inputValue()).toBe('theirs')
})

test('an admin fills in data store settings, and the node joins the other cluster', async () => {
  const page = await open(LONER.url, { name: 'admin', password: LONER.password })
  await page.goto('/admin/settings/datastore')
  await page.getByRole('combobox', { name: 'Kind' }).click()
  await page.getByRole('option', { name: 'One server' }).click()
  await page.getByLabel('Address 1').fill(STORE.address)
  await page.getByRole('textbox', { name: 'Password' }).fill(STORE.password)
  await page.getByRole('button', { name: 'Test connection' }).click()
  await page.getByText('Usable', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Apply to this node' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Requests in flight finish as they began; none fails.').waitFor()
  await dialog.getByRole('button', { name: 'Apply to this node' }).click()

  // The log-in was the former cluster's: the page stays, and asks for one here.
  await page.getByText('Your log-in has ended.').waitFor({ timeout: 30_000 })
  const operator = await open(ADMIN, admin)
  await operator.goto('/admin/cluster')
  await expect.poll(() => operator.getByRole('table', { name: 'Nodes' }).getByText('Up', { exact: true }).count(), { timeout: 5000 }).toBe(3)
})

test('a node that is killed is gone from the page within 6 s', async () => {
  const page = await open(ADMIN, admin)
  await page.goto('/admin/cluster')
  const node = page.getByRole('table', { name: 'Nodes' }).getByText(SECOND.id, { exact: true })
  await node.waitFor()

  process.kill(SECOND.pid, 'SIGKILL')

  await node.waitFor({ state: 'detached', timeout: 6000 })
})
