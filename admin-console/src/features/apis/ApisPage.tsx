import { Button, Group, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Api } from '../../api/client'
import { apisQuery } from '../../api/queries'
import { useMay } from '../../api/session'
import { text } from '../../text'
import { Choice, optionsOf } from '../../ui/Filters'
import { Code } from '../../ui/Copy'
import { Empty } from '../../ui/Empty'
import { IconApi, IconFileImport, IconPlus, IconSearch } from '../../ui/icons'
import type { Column } from '../../ui/List'
import { Page, Panel } from '../../ui/Page'
import { PagedList } from '../../ui/PagedList'
import { useSearch } from '../../ui/useSearch'
import { When } from '../../ui/When'
import { Lifecycle } from './Lifecycle'
import { NewApi } from './NewApi'

const COLUMNS: Column<Api>[] = [
  {
    title: text.common.name,
    cell: (api) => (
      <>
        <Link to="/apis/$id" params={{ id: api.id }} className="row-link">
          {api.name}
        </Link>{' '}
        <Text span c="dimmed" fz="xs">
          {api.version}
        </Text>
      </>
    ),
  },
  { title: text.apis.context, cell: (api) => <Code>{api.context}</Code>, from: 'sm' },
  { title: text.common.state, cell: (api) => <Lifecycle of={api.lifecycle} />, width: 130 },
  { title: text.apis.tabs.resources, cell: (api) => api.resources.length, right: true, from: 'md' },
  { title: text.apis.targets, cell: (api) => api.endpoint?.targets.length ?? 0, right: true, from: 'md' },
  { title: text.apis.plans, cell: (api) => api.plans.length, right: true, from: 'md' },
  { title: text.common.updated, cell: (api) => <When at={api.updated} />, from: 'xs', width: 150 },
]

export function ApisPage() {
  const may = useMay()
  const { q, field } = useSearch()
  const [lifecycle, setLifecycle] = useState<Api['lifecycle']>()
  const [isMaking, setMaking] = useState(false)
  const apis = useInfiniteQuery({ ...apisQuery(q), placeholderData: (former) => former })
  const actions = (
    <>
      {may('importApi') && (
        <Button component={Link} to="/apis/import" size="xs" variant="default" leftSection={<IconFileImport size={16} />}>
          {text.apis.import}
        </Button>
      )}
      {may('createApi') && (
        <Button size="xs" leftSection={<IconPlus size={16} />} onClick={() => setMaking(true)}>
          {text.apis.add}
        </Button>
      )}
    </>
  )
  const empty =
    q || lifecycle ? (
      <Empty icon={IconSearch} title={text.apis.nothingFound} />
    ) : (
      <Empty icon={IconApi} title={text.apis.emptyTitle} description={text.apis.emptyHint} action={<Group gap="xs">{actions}</Group>} />
    )

  return (
    <Page title={text.apis.title} description={text.apis.description} actions={actions}>
      <Panel flush>
        <Group p="sm" gap="xs">
          {field}
          <Choice
            label={text.common.state}
            width={150}
            value={lifecycle}
            onChange={setLifecycle}
            any={text.common.all}
            options={optionsOf(text.apis.lifecycle)}
          />
        </Group>
        <PagedList
          query={apis}
          label={text.apis.title}
          columns={COLUMNS}
          id={({ id }) => id}
          lines={8}
          arrange={(items) => items.filter((api) => !lifecycle || api.lifecycle === lifecycle)}
          empty={empty}
        />
      </Panel>
      <NewApi opened={isMaking} onClose={() => setMaking(false)} />
    </Page>
  )
}
