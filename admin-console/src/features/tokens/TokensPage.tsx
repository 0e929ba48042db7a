import { ActionIcon, Button, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, client, etag, type Token } from '../../api/client'
import { tokensQuery } from '../../api/queries'
import { useMay } from '../../api/session'
import { text } from '../../text'
import { ConfirmByName } from '../../ui/ConfirmByName'
import { Code } from '../../ui/Copy'
import { Empty } from '../../ui/Empty'
import { IconKey, IconPlus, IconTrash } from '../../ui/icons'
import { List, type Column } from '../../ui/List'
import { Loaded } from '../../ui/Loaded'
import { NameModal } from '../../ui/NameModal'
import { Page, Panel } from '../../ui/Page'
import { SecretOnce } from '../../ui/SecretOnce'
import { State } from '../../ui/State'
import { told } from '../../ui/told'
import { useNow, When } from '../../ui/When'

const t = text.people

export function TokensPage() {
  const may = useMay()
  const queries = useQueryClient()
  const tokens = useQuery(tokensQuery)
  const now = useNow()
  const [isMaking, setMaking] = useState(false)
  const [expires, setExpires] = useState('')
  const [shown, setShown] = useState<string | null>(null)
  const [revoking, setRevoking] = useState<Token | null>(null)
  const reread = () => queries.invalidateQueries({ queryKey: ['token'] })

  const make = async (name: string) => {
    const made = await answer(client.POST('/tokens', { body: { name, expires: expires ? new Date(expires).toISOString() : undefined } }))
    setShown(made.token)
    setExpires('')
    void reread()
  }
  const revoke = async () => {
    if (!revoking) return
    await client.DELETE('/tokens/{id}', { params: { path: { id: revoking.id }, header: { 'If-Match': etag(revoking) } } })
    told(t.revoked)
    void reread()
  }
  const columns: Column<Token>[] = [
    { title: t.tokenName, cell: ({ name }) => name },
    { title: t.user, cell: ({ user }) => <Code>{user}</Code> },
    { title: text.common.id, cell: ({ id }) => <Code>{id}</Code>, from: 'md' },
    { title: text.common.created, cell: ({ created }) => <When at={created} />, from: 'sm' },
    {
      title: t.expires,
      cell: ({ expires: end }) =>
        end === undefined ? text.common.never : new Date(end) < now ? <State tone="bad">{t.expired}</State> : <When at={end} />,
    },
  ]
  if (may('deleteToken')) {
    columns.push({
      title: text.common.actions,
      right: true,
      cell: (token) => (
        <ActionIcon variant="subtle" color="gray" aria-label={`${t.revoke}: ${token.name}`} onClick={() => setRevoking(token)}>
          <IconTrash size={15} />
        </ActionIcon>
      ),
    })
  }
  const add = may('createToken') && (
    <Button size="xs" leftSection={<IconPlus size={15} />} onClick={() => setMaking(true)}>
      {t.addToken}
    </Button>
  )

  return (
    <Page title={t.tokens} description={t.tokensHint} actions={add}>
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
      <NameModal opened={isMaking} onClose={() => setMaking(false)} title={t.addToken} label={t.tokenName} description={t.tokenNameHint} make={make}>
        <TextInput type="datetime-local" label={t.expires} description={t.expiresHint} value={expires} onChange={(e) => setExpires(e.currentTarget.value)} />
      </NameModal>
      <SecretOnce title={t.tokenMade} hint={t.tokenOnce} secret={shown} onClose={() => setShown(null)} />
      <ConfirmByName
        opened={revoking !== null}
        onClose={() => setRevoking(null)}
        title={t.revokeTitle}
        name={revoking?.id ?? ''}
        action={t.revoke}
        run={revoke}
      >
        {t.revokeHint}
      </ConfirmByName>
    </Page>
  )
}
