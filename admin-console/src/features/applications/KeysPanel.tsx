import { ActionIcon, Button, Text, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, client, etag, type Key } from '../../api/client'
import { keysQuery } from '../../api/queries'
import { useMay } from '../../api/session'
import { text } from '../../text'
import { ConfirmByName } from '../../ui/ConfirmByName'
import { Code } from '../../ui/Copy'
import { Empty } from '../../ui/Empty'
import { IconKey, IconPlus, IconTrash } from '../../ui/icons'
import { List, type Column } from '../../ui/List'
import { Loaded } from '../../ui/Loaded'
import { NameModal } from '../../ui/NameModal'
import { Panel } from '../../ui/Page'
import { SecretOnce } from '../../ui/SecretOnce'
import { State } from '../../ui/State'
import { told } from '../../ui/told'
import { useNow, When } from '../../ui/When'

const t = text.consumers

/** The keys of an application. A new one is shown once. */
export function KeysPanel({ application }: { application: string }) {
  const may = useMay()
  const queries = useQueryClient()
  const keys = useQuery(keysQuery(application))
  const now = useNow()
  const [isMaking, setMaking] = useState(false)
  const [expires, setExpires] = useState('')
  const [shown, setShown] = useState<string | null>(null)
  const [revoking, setRevoking] = useState<Key | null>(null)
  const reread = () => queries.invalidateQueries({ queryKey: ['key', application] })

  const make = async (name: string) => {
    const body = { name, expires: expires ? new Date(expires).toISOString() : undefined }
    const made = await answer(client.POST('/applications/{id}/keys', { params: { path: { id: application } }, body }))
    setShown(made.key)
    setExpires('')
    void reread()
  }
  const revoke = async () => {
    if (!revoking) return
    const path = { id: application, key: revoking.id }
    await client.DELETE('/applications/{id}/keys/{key}', { params: { path, header: { 'If-Match': etag(revoking) } } })
    told(t.revoked)
    void reread()
  }
  const columns: Column<Key>[] = [
    { title: text.common.name, cell: (key) => key.name ?? <Code>{key.id}</Code> },
    { title: text.common.id, cell: (key) => <Code>{key.id}</Code>, from: 'sm' },
    { title: text.common.created, cell: (key) => <When at={key.created} />, from: 'xs' },
    {
      title: t.expires,
      cell: ({ expires: end }) =>
        end === undefined ? text.common.never : new Date(end) < now ? <State tone="bad">{t.expired}</State> : <When at={end} />,
    },
  ]
  if (may('deleteKey')) {
    columns.push({
      title: text.common.actions,
      right: true,
      cell: (key) => (
        <ActionIcon variant="subtle" color="gray" aria-label={`${t.revokeKey}: ${key.id}`} onClick={() => setRevoking(key)}>
          <IconTrash size={15} />
        </ActionIcon>
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
      <NameModal opened={isMaking} onClose={() => setMaking(false)} title={t.addKey} label={t.keyName} description={t.keyNameHint} make={make}>
        <TextInput type="datetime-local" label={t.expires} description={t.expiresHint} value={expires} onChange={(e) => setExpires(e.currentTarget.value)} />
      </NameModal>
      <SecretOnce title={t.keyMade} hint={t.keyOnce} secret={shown} onClose={() => setShown(null)} />
      <ConfirmByName
        opened={revoking !== null}
        onClose={() => setRevoking(null)}
        title={t.revokeKey}
        name={revoking?.id ?? ''}
        action={t.revokeKey}
        run={revoke}
      >
        <Text fz="sm">{t.revokeHint}</Text>
      </ConfirmByName>
    </Panel>
  )
}
