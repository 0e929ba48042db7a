import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { answer, client, type Organization } from '../../api/client'
import { organizationsQuery } from '../../api/queries'
import { useMay } from '../../api/session'
import { text } from '../../text'
import { Code } from '../../ui/Copy'
import { IconPlus } from '../../ui/icons'
import { List, type Column } from '../../ui/List'
import { Loaded } from '../../ui/Loaded'
import { NameModal } from '../../ui/NameModal'
import { Page, Panel } from '../../ui/Page'
import { told } from '../../ui/told'
import { When } from '../../ui/When'
import { prefixOf } from './path'

const t = text.organizations

const COLUMNS: Column<Organization>[] = [
  {
    title: text.common.name,
    cell: ({ id, name }) => (
      <Link to="/organizations/$id" params={{ id }} className="row-link">
        {name}
      </Link>
    ),
  },
  { title: text.common.id, cell: ({ id }) => <Code>{id}</Code> },
  { title: t.pathOf, cell: ({ id }) => (prefixOf(id) ? <Code>{prefixOf(id)}</Code> : t.noPath), from: 'sm' },
  { title: text.common.updated, cell: ({ updated }) => <When at={updated} />, from: 'xs', width: 150 },
]

export function OrganizationsPage() {
  const may = useMay()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const organizations = useQuery(organizationsQuery)
  const [isMaking, setMaking] = useState(false)
  const make = async (name: string) => {
    const made = await answer(client.POST('/organizations', { body: { name } }))
    void queries.invalidateQueries({ queryKey: ['organization'] })
    told(t.made(made.name))
    await navigate({ to: '/organizations/$id', params: { id: made.id } })
  }
  return (
    <Page
      title={t.title}
      description={t.description}
      actions={
        may('createOrganization') && (
          <Button size="xs" leftSection={<IconPlus size={16} />} onClick={() => setMaking(true)}>
            {t.add}
          </Button>
        )
      }
    >
      <Panel flush>
        <Loaded query={organizations}>{(items) => <List label={t.title} items={items} columns={COLUMNS} id={({ id }) => id} />}</Loaded>
      </Panel>
      <NameModal opened={isMaking} onClose={() => setMaking(false)} title={t.add} make={make} />
    </Page>
  )
}
