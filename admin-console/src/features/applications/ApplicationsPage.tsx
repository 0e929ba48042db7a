import { Button, Group, Text } from '@mantine/core'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { answer, client, type Application } from '../../api/client'
import { applicationsQuery } from '../../api/queries'
import { useMay } from '../../api/session'
import { text } from '../../text'
import { Code } from '../../ui/Copy'
import { Empty } from '../../ui/Empty'
import { IconApps, IconPlus, IconSearch } from '../../ui/icons'
import type { Column } from '../../ui/List'
import { NameModal } from '../../ui/NameModal'
import { Page, Panel } from '../../ui/Page'
import { PagedList } from '../../ui/PagedList'
import { State } from '../../ui/State'
import { told } from '../../ui/told'
import { useSearch } from '../../ui/useSearch'
import { When } from '../../ui/When'

const t = text.consumers

const COLUMNS: Column<Application>[] = [
  {
    title: text.common.name,
    cell: (application) => (
      <>
        <Link to="/applications/$id" params={{ id: application.id }} className="row-link">
          {application.name}
        </Link>
        <Text fz="xs" c="dimmed">
          <Code>{application.id}</Code>
        </Text>
      </>
    ),
  },
  { title: t.owner, cell: ({ owner }) => (owner ? <Code>{owner}</Code> : t.nobody), from: 'sm' },
  { title: text.common.state, cell: ({ suspended }) => <State tone={suspended ? 'bad' : 'good'}>{suspended ? t.suspended : t.active}</State> },
  { title: text.organizations.one, cell: ({ organization }) => organization, from: 'md' },
  { title: text.common.updated, cell: ({ updated }) => <When at={updated} />, from: 'xs', width: 150 },
]

export function ApplicationsPage() {
  const may = useMay()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { q, field } = useSearch()
  const [isMaking, setMaking] = useState(false)
  const applications = useInfiniteQuery({ ...applicationsQuery(q), placeholderData: (former) => former })
  const make = async (name: string) => {
    const made = await answer(client.POST('/applications', { body: { name } }))
    void queries.invalidateQueries({ queryKey: ['application'] })
    told(t.made(made.name))
    await navigate({ to: '/applications/$id', params: { id: made.id } })
  }
  const add = may('createApplication') && (
    <Button size="xs" leftSection={<IconPlus size={16} />} onClick={() => setMaking(true)}>
      {t.addApplication}
    </Button>
  )
  const empty = q ? (
    <Empty icon={IconSearch} title={t.nothingFound} />
  ) : (
    <Empty icon={IconApps} title={t.noApplications} description={t.noApplicationsHint} action={add} />
  )
  return (
    <Page title={t.applications} description={t.applicationsHint} actions={add}>
      <Panel flush>
        <Group p="sm">{field}</Group>
        <PagedList query={applications} label={t.applications} columns={COLUMNS} id={({ id }) => id} empty={empty} />
      </Panel>
      <NameModal opened={isMaking} onClose={() => setMaking(false)} title={t.addApplication} make={make} />
    </Page>
  )
}
