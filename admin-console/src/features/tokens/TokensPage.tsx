import { Anchor, Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, client, etag, type Token } from '../../api/client'
import { tokensQuery } from '../../api/queries'
import { restoreOfToken } from '../../api/restores'
import { useMay } from '../../api/session'
import { text } from '../../text'
import { Code } from '../../ui/Copy'
import { Empty } from '../../ui/Empty'
import { IconKey, IconPlus } from '../../ui/icons'
import { List, type Column } from '../../ui/List'
import { Loaded } from '../../ui/Loaded'
import { Page, Panel } from '../../ui/Page'
import { Removal } from '../../ui/Removal'
import { SecretOnce } from '../../ui/SecretOnce'
import { told } from '../../ui/told'
import { When } from '../../ui/When'
import { CredentialActions } from '../credentials/CredentialActions'
import { CredentialModal } from '../credentials/CredentialModal'
import { Expiry } from '../credentials/Expiry'

const t = text.people
const CONTRACT = '/api/v1/openapi.json'

export function TokensPage() {
  const may = useMay()
  const queries = useQueryClient()
  const tokens = useQuery(tokensQuery)
  const [isMaking, setMaking] = useState(false)
  const [shown, setShown] = useState<string | null>(null)
  const [asked, setAsked] = useState<{ token: Token; to: 'edit' | 'revoke' } | null>(null)
  const pathOf = (token: Token) => ({ path: { id: token.id }, header: { 'If-Match': etag(token) } })
  const reread = () => queries.invalidateQueries({ queryKey: ['token'] })

  const make = async (body: { name: string; expires: string | undefined }) => {
    const made = await answer(client.POST('/tokens', { body }))
    setShown(made.token)
    void reread()
  }
  const change = async (token: Token, { name, expires }: { name: string; expires: string | undefined }) => {
    await client.PUT('/tokens/{id}', { params: pathOf(token), body: { user: token.user, name, expires } })
    told(text.credentials.changed(name))
    void reread()
  }
  const columns: Column<Token>[] = [
    { title: text.common.name, cell: ({ name }) => name },
    { title: t.user, cell: ({ user }) => <Code>{user}</Code> },
    { title: text.common.id, cell: ({ id }) => <Code>{id}</Code>, from: 'md' },
    { title: text.common.created, cell: ({ created }) => <When at={created} />, from: 'sm' },
    { title: text.credentials.expires, cell: ({ expires }) => <Expiry at={expires} /> },
  ]
  if (may('deleteToken')) {
    columns.push({
      title: text.common.actions,
      right: true,
      cell: (token) => (
        <CredentialActions
          name={token.name}
          edit={may('putToken') ? () => setAsked({ token, to: 'edit' }) : undefined}
          revoke={() => setAsked({ token, to: 'revoke' })}
          revokeLabel={t.revoke}
        />
      ),
    })
  }
  const add = may('createToken') && (
    <Button size="xs" leftSection={<IconPlus size={15} />} onClick={() => setMaking(true)}>
      {t.addToken}
    </Button>
  )

  return (
    <Page
      title={t.tokens}
      description={
        <>
          {t.tokensHint} <Anchor href={CONTRACT}>{t.contract}</Anchor>
        </>
      }
      actions={add}
    >
      <Panel flush>
        <Loaded query={tokens}>
          {(items) =>
            items.length === 0 ? (
              <Empty icon={IconKey} title={t.noTokens} description={t.noTokensHint} action={add} />
            ) : (
              <List label={t.tokens} items={items} columns={columns} id={({ id }) => id} />
            )
          }
        </Loaded>
      </Panel>
      {isMaking && <CredentialModal onClose={() => setMaking(false)} title={t.addToken} description={t.tokenNameHint} save={make} />}
      {asked?.to === 'edit' && (
        <CredentialModal
          onClose={() => setAsked(null)}
          title={t.editToken}
          description={t.tokenNameHint}
          present={asked.token}
          save={(values) => change(asked.token, values)}
        />
      )}
      <SecretOnce title={t.tokenMade} hint={t.tokenOnce} secret={shown} onClose={() => setShown(null)} />
      {asked?.to === 'revoke' && (
        <Removal
          opened
          onClose={() => setAsked(null)}
          title={t.revokeTitle}
          id={asked.token.id}
          name={t.tokenOf(asked.token.name)}
          remove={() => client.DELETE('/tokens/{id}', { params: pathOf(asked.token) })}
          restore={may('putToken') ? () => restoreOfToken(asked.token) : null}
        >
          {t.revokeHint}
        </Removal>
      )}
    </Page>
  )
}
