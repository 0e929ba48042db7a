import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Node } from './node'

const DOCUMENT = resolve(import.meta.dirname, '../../../server/src/main/resources/io/weir/cli/demo/petstore.yaml')
const TARGET = 'http://petstore.internal:8081'
/** Removal of old events, of old entries of the audit log, of old indices. */
const JOBS = 3

export const CLARA = { name: 'clara', password: 'a long enough one' }

/** What the pictures show: the same writes in the same order each time. */
export async function seed({ call }: Node): Promise<void> {
  const hourly = { name: 'hourly', count: 5, period: 'PT1H' }
  await call('POST', '/plans', { id: 'trial', name: 'Trial of today', description: 'To see what it is like', limits: [hourly] })
  await call('POST', '/plans', {
    id: 'gold',
    name: 'Gold',
    description: 'For those who depend on it',
    limits: [
      { name: 'monthly', count: 1_000_000, period: 'P1M' },
      { name: 'burst', count: 50, period: 'PT1S' },
    ],
  })
  const { api } = (await call('POST', '/apis/import?context=/trial&name=Trial%20API', readFileSync(DOCUMENT, 'utf8'), 'application/yaml')) as { api: object }
  const endpoint = { targets: [{ url: TARGET, weight: 3 }, { url: `${TARGET}/second` }] }
  await call('PUT', '/apis/trial-api', { ...api, plans: ['trial', 'gold'], endpoint })
  await call('POST', '/apis/trial-api/lifecycle', { action: 'publish' })
  await call('POST', '/apis', { id: 'weather', name: 'Weather', context: '/weather', description: 'Forecasts of three days', version: '2.1' })
  await call('PUT', '/settings/portal', { signup: 'approval' })
  await call('POST', '/users', { id: 'clara', name: 'Clara Caller', email: 'clara@example.org', roles: ['subscriber'], password: CLARA.password })
  await call('POST', '/users', { id: 'paul', name: 'Paul Publisher', roles: ['publisher'], password: CLARA.password })
  await call('POST', '/applications', { id: 'claras-program', name: 'Clara’s program', owner: 'clara' })
  await call('POST', '/applications/claras-program/keys', { id: 'laptop', name: 'laptop' })
  await call('POST', '/subscriptions', { id: 'claras-trial', application: 'claras-program', api: 'trial-api', plan: 'trial' })
  while ((await leases(call)) < JOBS) await setTimeout(200)
}

/** The node takes its jobs soon after its start, and each is an event that pages show. The test's own time limit ends the wait. */
async function leases(call: Node['call']): Promise<number> {
  const { items } = (await call('GET', '/events?type=lease-acquired', undefined)) as { items: unknown[] }
  return items.length
}
