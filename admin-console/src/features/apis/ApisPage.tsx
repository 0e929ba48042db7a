import { Button, Group, Select, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Api } from '../../api/client'
import { apisQuery } from '../../api/queries'
import { useMay } from '../../api/session'
import { text } from '../../text'
import { Code } from '../../ui/Copy'
import { Empty } from '../../ui/Empty'
import { IconApi, IconFileImport, IconPlus, IconSearch } from '../../ui/icons'
import { List, More, type Column } from '../../ui/List'
import { Loaded } from '../../ui/Loaded'
import { Page, Panel } from '../../ui/Page'
import { When } from '../../ui/When'
import { Lifecycle } from './Lifecycle'
import { NewApi } from './NewApi'

const SEARCH_MILLIS = 200

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
  const [typed, setTyped] = useState('')
  const [lifecycle, setLifecycle] = useState<string>('')
  const [isMaking, setMaking] = useState(false)
  const [q] = useDebouncedValue(typed.trim(), SEARCH_MILLIS)
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

  return (
    <Page title={text.apis.title} description={text.apis.description} actions={actions}>
      <Panel flush>
        <Group p="sm" gap="xs">
          <TextInput
            aria-label={text.apis.searchLabel}
            placeholder={text.apis.searchLabel}
            size="xs"
            leftSection={<IconSearch size={15} />}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            style={{ flex: '1 1 14rem' }}
            maw={360}
          />
          <Select
            aria-label={text.common.state}
            size="xs"
            w={150}
            value={lifecycle}
            onChange={(value) => setLifecycle(value ?? '')}
            data={[{ value: '', label: text.common.all }, ...Object.entries(text.apis.lifecycle).map(([value, label]) => ({ value, label }))]}
          />
        </Group>
        <Loaded query={apis} lines={8}>
          {({ pages }) => {
            const items = pages.flatMap((page) => page.items).filter((api) => !lifecycle || api.lifecycle === lifecycle)
            if (items.length === 0 && !apis.hasNextPage) {
              return q || lifecycle ? (
                <Empty icon={IconSearch} title={text.apis.nothingFound} />
              ) : (
                <Empty icon={IconApi} title={text.apis.emptyTitle} description={text.apis.emptyHint} action={<Group gap="xs">{actions}</Group>} />
              )
            }
            return (
              <>
                <List label={text.apis.title} items={items} columns={COLUMNS} id={(api) => api.id} />
                <More query={apis} count={items.length} />
              </>
            )
          }}
        </Loaded>
      </Panel>
      <NewApi opened={isMaking} onClose={() => setMaking(false)} />
    </Page>
  )
}
