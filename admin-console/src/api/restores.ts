import { text } from '../text'
import type { Step, Steps } from '../ui/undo'
import { answer, client, type Api, type Application, type Key, type Organization, type Plan, type Subscription, type Token, type User } from './client'

/*
 * What brings deleted objects back as they were: with their ids, digests of keys and tokens, and hashes of passwords, which admins alone
 * may read. Nothing that was made under the same id meanwhile is overwritten.
 */

const PAGE = 1000
const t = text.undo
const onlyNew = { 'If-None-Match': '*' as const }

interface Listed<T> {
  items: T[]
  next: string | null
}

async function all<T>(read: (after: string | undefined) => Promise<Listed<T>>): Promise<T[]> {
  const items: T[] = []
  let after: string | undefined
  do {
    const page = await read(after)
    items.push(...page.items)
    after = page.next ?? undefined
  } while (after !== undefined)
  return items
}

export function restoreOfOrganization(organization: Organization): Promise<Steps> {
  const params = { path: { id: organization.id }, header: onlyNew }
  return Promise.resolve([{ what: organization.name, make: () => client.PUT('/organizations/{id}', { params, body: organization }) }])
}

export function restoreOfPlan(plan: Plan): Promise<Steps> {
  const params = { path: { id: plan.id }, header: onlyNew }
  return Promise.resolve([{ what: plan.name, make: () => client.PUT('/plans/{id}', { params, body: plan }) }])
}

/** With its document, byte for byte. */
export async function restoreOfApi(api: Api): Promise<Steps> {
  const { id, document } = api
  const itself: Step = { what: api.name, make: () => client.PUT('/apis/{id}', { params: { path: { id }, header: onlyNew }, body: api }) }
  if (!document) return [itself]
  const bytes = await answer(client.GET('/apis/{id}/document', { params: { path: { id } }, parseAs: 'blob' }))
  const put = async () => {
    const kept = await answer(
      client.PUT('/apis/{id}/document', {
        params: { path: { id } },
        headers: { 'Content-Type': document.mediaType },
        body: bytes as unknown as string,
        bodySerializer: (body) => body as unknown as BodyInit,
      }),
    )
    if (kept.document?.sha256 !== document.sha256) throw new Error(t.otherDocument)
  }
  return [itself, { what: t.document, make: put }]
}

function makeSubscription(subscription: Subscription): Step {
  const params = { path: { id: subscription.id }, header: onlyNew }
  return { what: t.subscription(subscription.api), make: () => client.PUT('/subscriptions/{id}', { params, body: subscription }) }
}

export function restoreOfSubscription(subscription: Subscription): Promise<Steps> {
  return Promise.resolve([makeSubscription(subscription)])
}

function makeKey(key: Key): Step {
  const params = { path: { id: key.application, key: key.id }, header: onlyNew }
  return { what: t.key(key.name ?? key.id), make: () => client.PUT('/applications/{id}/keys/{key}', { params, body: key }) }
}

export async function restoreOfKey({ application, id }: Key): Promise<Steps> {
  const path = { id: application, key: id }
  return [makeKey(await answer(client.GET('/applications/{id}/keys/{key}', { params: { path, query: { view: 'export' } } })))]
}

/** With its keys and subscriptions. */
export async function restoreOfApplication(application: Application): Promise<Steps> {
  const path = { id: application.id }
  const keys = await all<Key>((after) =>
    answer(client.GET('/applications/{id}/keys', { params: { path, query: { limit: PAGE, after, view: 'export' } } })),
  )
  const subscriptions = await all<Subscription>((after) =>
    answer(client.GET('/subscriptions', { params: { query: { limit: PAGE, after, application: application.id } } })),
  )
  const params = { path, header: onlyNew }
  const itself: Step = { what: application.name, make: () => client.PUT('/applications/{id}', { params, body: application }) }
  return [itself, ...keys.map(makeKey), ...subscriptions.map(makeSubscription)]
}

function makeToken(token: Token): Step {
  const params = { path: { id: token.id }, header: onlyNew }
  return { what: t.token(token.name), make: () => client.PUT('/tokens/{id}', { params, body: token }) }
}

export async function restoreOfToken({ id }: Token): Promise<Steps> {
  return [makeToken(await answer(client.GET('/tokens/{id}', { params: { path: { id }, query: { view: 'export' } } })))]
}

/** With the password and the tokens; log-ins end for good. */
export async function restoreOfUser({ id }: User): Promise<Steps> {
  const user = await answer(client.GET('/users/{id}', { params: { path: { id }, query: { view: 'export' } } }))
  const tokens = await all<Token>((after) => answer(client.GET('/tokens', { params: { query: { limit: PAGE, after, view: 'export' } } })))
  const params = { path: { id }, header: onlyNew }
  const itself: Step = { what: user.name, make: () => client.PUT('/users/{id}', { params, body: user }) }
  return [itself, ...tokens.filter((token) => token.user === id).map(makeToken)]
}
