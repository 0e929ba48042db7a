import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, client, etag, type Key } from '../../api/client'
import { keysQuery } from '../../api/queries'
import { restoreOfKey } from '../../api/restores'
import { useMay } from '../../api/session'
import { text } from '../../text'
import { Code } from '../../ui/Copy'
import { Empty } from '../../ui/Empty'
import { IconKey, IconPlus } from '../../ui/icons'
import { List, type Column } from '../../ui/List'
import { Loaded } from '../../ui/Loaded'
import { Panel } from '../../ui/Page'
import { Removal } from '../../ui/Removal'
import { SecretOnce } from '../../ui/SecretOnce'
import { told } from '../../ui/told'
import { When } from '../../ui/When'
import { CredentialActions } from '../credentials/CredentialActions'
import { CredentialModal } from '../credentials/CredentialModal'
import { Expiry } from '../credentials/Expiry'

const t = text.consumers

/** The keys of an application. A new one is shown once. */
export function KeysPanel({ application }: { application: string }) {
  const may = useMay()
  const queries = useQueryClient()
  const keys = useQuery(keysQuery(application))
  const [isMaking, setMaking] = useState(false)
  const [shown, setShown] = useState<string | null>(null)
  const [asked, setAsked] = useState<{ key: Key; to: 'edit' | 'revoke' } | null>(null)
  const pathOf = (key: Key) => ({ path: { id: application, key: key.id }, header: { 'If-Match': etag(key) } })
  const reread = () => queries.invalidateQueries({ queryKey: ['key', application] })

  const make = async (body: { name: string; expires: string | undefined }) => {
    const made = await answer(client.POST('/applications/{id}/keys', { params: { path: { id: application } }, body }))
    setShown(made.key)
    void reread()
  }
  const change = async (key: Key, { name, expires }: { name: string; expires: string | undefined }) => {
    await client.PUT('/applications/{id}/keys/{key}', { params: pathOf(key), body: { name, expires } })
    told(text.credentials.changed(name))
    void reread()
  }
  const columns: Column<Key>[] = [
    { title: text.common.name, cell: (key) => key.name ?? <Code>{key.id}</Code> },
    { title: text.common.id, cell: (key) => <Code>{key.id}</Code>, from: 'sm' },
    { title: text.common.created, cell: (key) => <When at={key.created} />, from: 'xs' },
    { title: text.credentials.expires, cell: ({ expires }) => <Expiry at={expires} /> },
  ]
  if (may('deleteKey')) {
    columns.push({
      title: text.common.actions,
      right: true,
      cell: (key) => (
        <CredentialActions
          name={key.id}
          edit={may('putKey') ? () => setAsked({ key, to: 'edit' }) : undefined}
          revoke={() => setAsked({ key, to: 'revoke' })}
          revokeLabel={t.revokeKey}
        />
      ),
    })
  }
  const add = may('createKey') && (
    <Button size="xs" leftSection={<IconPlus size={15} />} onClick={() => setMaking(true)}>
      {t.addKey}
    </Button>
  )

  return (
    <Panel flush title={t.keys} actions={add}>
      <Loaded query={keys} lines={2}>
        {(items) =>
          items.length === 0 ? (
            <Empty icon={IconKey} title={t.noKeys} description={t.noKeysHint} />
          ) : (
            <List label={t.keys} items={items} columns={columns} id={({ id }) => id} />
          )
        }
      </Loaded>
      {isMaking && <CredentialModal onClose={() => setMaking(false)} title={t.addKey} description={t.keyNameHint} save={make} />}
      {asked?.to === 'edit' && (
        <CredentialModal
          onClose={() => setAsked(null)}
          title={t.editKey}
          description={t.keyNameHint}
          present={asked.key}
          save={(values) => change(asked.key, values)}
        />
      )}
      <SecretOnce title={t.keyMade} hint={t.keyOnce} secret={shown} onClose={() => setShown(null)} />
      {asked?.to === 'revoke' && (
        <Removal
          opened
          onClose={() => setAsked(null)}
          title={t.revokeKey}
          id={asked.key.id}
          name={t.keyOf(asked.key.name ?? asked.key.id)}
          remove={() => client.DELETE('/applications/{id}/keys/{key}', { params: pathOf(asked.key) })}
          restore={may('putKey') ? () => restoreOfKey(asked.key) : null}
        >
          {t.revokeHint}
        </Removal>
      )}
    </Panel>
  )
}
