import type { APIRequestContext, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { open, withBrowser } from './browser'
import { ADMIN, DOCUMENT, PASSWORD, PORTAL } from './surroundings'

const admin = { name: 'admin', password: PASSWORD }
const clara = { name: 'clara', password: 'a long enough one' }
withBrowser()

async function read(request: APIRequestContext, path: string): Promise<Record<string, unknown>> {
  const answer = await request.get(`/api/v1${path}`)
  return answer.ok() ? ((await answer.json()) as Record<string, unknown>) : { status: answer.status() }
}

/** Confirms by its name what is asked. */
async function confirm(page: Page, id: string, action: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill(id)
  await dialog.getByRole('button', { name: action }).click()
}

test('an organization is made, renamed, given a user, and not deleted while it has one', async () => {
  const page = await open(ADMIN, admin)
  const { request } = page.context()
  await page.goto('/admin/organizations')
  await page.getByRole('button', { name: 'New organization' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Payments')
  await page.getByRole('button', { name: 'Create' }).click()
  await page.getByRole('heading', { name: 'Payments' }).waitFor()
  await page.getByText('/t/payments').waitFor()
  await page.getByRole('textbox', { name: 'Name' }).fill('Payments and refunds')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { name: 'Payments and refunds' }).waitFor()

  await page.goto('/admin/users')
  await page.getByRole('button', { name: 'New user' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name', { exact: true }).fill('Petra Publisher')
  await dialog.getByLabel('User name').fill('petra')
  await dialog.getByRole('textbox', { name: 'Password' }).fill('a long enough one')
  await dialog.getByRole('combobox', { name: 'Organization' }).click()
  await page.getByRole('option', { name: 'Payments and refunds' }).click()
  await dialog.getByRole('checkbox', { name: /Publisher/ }).check()
  await dialog.getByRole('checkbox', { name: /Viewer/ }).uncheck()
  await dialog.getByRole('button', { name: 'Create' }).click()
  await page.getByRole('link', { name: 'Petra Publisher' }).waitFor()
  expect(await read(request, '/users/petra')).toMatchObject({ organization: 'payments' })

  await page.goto('/admin/organizations/payments')
  await page.getByRole('button', { name: 'Delete organization' }).click()
  await confirm(page, 'payments', 'Delete organization')
  await page.getByRole('alert').waitFor()
  expect(page.complaints).toEqual([])
})

test('a publisher of another organization sees no organizations, and cannot choose one', async () => {
  const page = await open(ADMIN, { name: 'petra', password: 'a long enough one' })
  await page.goto('/admin/plans')
  await page.getByRole('button', { name: 'New plan' }).first().click()
  await page.getByRole('dialog').getByLabel('Name').fill('Payments only')
  await page.getByRole('button', { name: 'Create' }).click()
  await page.getByRole('heading', { name: 'Payments only' }).waitFor()
  await page.getByText('Yours; only an admin chooses another').waitFor()
  expect(await page.getByRole('link', { name: 'Organizations' }).count()).toBe(0)
  expect(await page.getByRole('link', { name: 'Listeners' }).count()).toBe(0)
  expect(await read(page.context().request, '/plans/payments-only')).toMatchObject({ organization: 'payments' })
})

test('what is kept of calls to an API is said in words, and kept', async () => {
  const page = await open(ADMIN, admin)
  const { request } = page.context()
  await page.goto('/admin/apis/trial-api')
  await page.getByRole('tab', { name: 'Analytics' }).click()
  await page.getByText('Every call gets a record.').waitFor()
  await page.getByLabel('Calls with a record of their own').fill('5')
  await page.getByText('About 5 % of calls that go well get a record, one of 20.').waitFor()
  await page.getByRole('checkbox', { name: 'Client address' }).check()
  await page.getByLabel('Keep the beginning of both bodies').check()
  await page.getByText('The first 4,096 bytes of request and answer are kept as they come').waitFor()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Save' }).waitFor({ state: 'detached' })

  expect((await read(request, '/apis/trial-api')).analytics).toEqual({ sampling: 0.05, mask: ['clientIp'], payload: { maxBytes: 4096 } })
  expect(page.complaints).toEqual([])
})

test('shared listeners say what a change does, and overwrite nothing unseen', async () => {
  const page = await open(ADMIN, admin)
  const { request } = page.context()
  await page.goto('/admin/settings/listeners')
  await page.getByLabel('Say for all nodes where they listen for HTTP', { exact: true }).check()
  const http = page.getByRole('group', { name: 'HTTP', exact: true })
  await http.getByLabel('Address').fill('127.0.0.1')
  await http.getByLabel('Port').fill('80')
  await page.getByText('only a node’s own machine reaches HTTP there').waitFor()
  await page.getByText('ports below 1024 (here 80)').waitFor()
  await page.getByText('No node changes now.').waitFor()

  await request.put('/api/v1/settings/listeners', { data: { shared: { ajp: { enabled: false, host: '127.0.0.1', port: 8009 } } } })
  await page.getByRole('button', { name: 'Save' }).click()
  const dialog = page.getByRole('dialog', { name: 'Somebody else saved first' })
  await dialog.getByRole('cell', { name: 'shared.ajp' }).waitFor()
  await dialog.getByRole('button', { name: 'Overwrite with yours' }).click()
  await dialog.waitFor({ state: 'detached' })

  expect((await read(request, '/settings/listeners')).shared).toEqual({ http: { enabled: true, host: '127.0.0.1', port: 80 } })
  await request.put('/api/v1/settings/listeners', { data: { shared: {} } })
  expect(page.complaints).toEqual([])
})

test('a deleted application comes back with its keys and subscriptions', async () => {
  const page = await open(ADMIN, admin)
  const { request } = page.context()
  const { items } = (await read(request, '/applications?limit=10')) as { items: { id: string; owner?: string }[] }
  const id = items.find(({ owner }) => owner === 'clara')?.id ?? ''
  const keys = await read(request, `/applications/${id}/keys?view=export`)
  const subscribed = async () => ((await read(request, `/subscriptions?application=${id}`)).items as { id: string; state: string }[]).map((s) => `${s.id} ${s.state}`)
  const subscriptions = await subscribed()
  await page.goto(`/admin/applications/${id}`)
  await page.getByRole('button', { name: 'Delete application' }).click()
  await page.getByText('It can be undone for 10 seconds.').waitFor()
  await confirm(page, id, 'Delete application')
  await page.getByRole('heading', { name: 'Applications' }).waitFor()
  expect(await read(request, `/applications/${id}`)).toEqual({ status: 404 })

  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('is back', { exact: false }).waitFor()

  const after = await read(request, `/applications/${id}/keys?view=export`)
  const digests = (of: Record<string, unknown>) => (of.items as { sha256: string }[]).map(({ sha256 }) => sha256)
  expect(digests(after)).toEqual(digests(keys))
  expect(await subscribed()).toEqual(subscriptions)
  expect(page.complaints).toEqual([])
})

test('a deleted user comes back with password and tokens, a deleted API with its document', async () => {
  const page = await open(ADMIN, admin)
  const { request } = page.context()
  const made = (await (await request.post('/api/v1/tokens', { data: { name: 'petra’s', user: 'petra' } })).json()) as { token: string }
  await page.goto('/admin/users/petra')
  await page.getByRole('button', { name: 'Delete user' }).click()
  await confirm(page, 'petra', 'Delete user')
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('Petra Publisher is back').waitFor()
  const byToken = await request.get('/api/v1/sessions', { headers: { Authorization: `Bearer ${made.token}` } })
  expect(await byToken.json()).toMatchObject({ user: 'petra' })
  await open(ADMIN, { name: 'petra', password: 'a long enough one' })

  await page.goto('/admin/apis/import')
  await page.locator('input[type=file]').setInputFiles(DOCUMENT)
  await page.getByLabel('Context').fill('/undone')
  await page.getByLabel('Name').fill('Undone')
  await page.getByRole('button', { name: 'Preview' }).click()
  await page.getByRole('button', { name: 'Make the draft' }).click()
  await page.getByRole('heading', { name: 'Undone' }).waitFor()
  const { document } = await read(request, '/apis/undone')
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Delete API' }).click()
  await confirm(page, 'undone', 'Delete API')
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('Undone is back').waitFor()
  expect((await read(request, '/apis/undone')).document).toEqual(document)
  expect(page.complaints).toEqual([])
})

test('an undo that cannot be done says what failed', async () => {
  const page = await open(ADMIN, admin)
  const { request } = page.context()
  await request.post('/api/v1/plans', { data: { id: 'fleeting', name: 'Fleeting' } })
  await page.goto('/admin/plans/fleeting')
  await page.getByRole('button', { name: 'Delete plan' }).click()
  await confirm(page, 'fleeting', 'Delete plan')
  await page.getByRole('button', { name: 'Undo' }).waitFor()
  await request.post('/api/v1/plans', { data: { id: 'fleeting', name: 'Another' } })

  await page.getByRole('button', { name: 'Undo' }).click()

  await page.getByText('Fleeting is not back:').waitFor()
  expect(await read(request, '/plans/fleeting')).toMatchObject({ name: 'Another' })
})

test('who cannot bring all of it back is told so before', async () => {
  const page = await open(PORTAL, clara)
  await page.goto('/portal/applications')
  await page.getByRole('link', { name: 'Clara’s program' }).click()
  await page.getByRole('button', { name: 'Delete application' }).click()
  await page.getByText('It cannot be undone from here.').waitFor()
})
