import { Group, SimpleGrid, Text, TextInput, Title } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Api } from '../../api/client'
import { apisQuery } from '../../api/queries'
import { text } from '../../text'
import { Code } from '../../ui/Copy'
import { Empty } from '../../ui/Empty'
import { IconApi, IconSearch } from '../../ui/icons'
import { More } from '../../ui/List'
import { Loaded } from '../../ui/Loaded'
import { Page } from '../../ui/Page'
import { State } from '../../ui/State'

const t = text.portal
const SEARCH_MILLIS = 200

/** Every API that the caller may see and that serves. */
export function CataloguePage() {
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed.trim(), SEARCH_MILLIS)
  const apis = useInfiniteQuery({ ...apisQuery(q), placeholderData: (former) => former })
  return (
    <Page title={t.catalogue} description={t.catalogueHint}>
      <TextInput
        aria-label={t.search}
        placeholder={t.search}
        leftSection={<IconSearch size={16} />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        maw={460}
        type="search"
      />
      <Loaded query={apis}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items).filter(isOnShow)
          if (items.length === 0 && !apis.hasNextPage) {
            return q ? <Empty icon={IconSearch} title={t.nothingFound} /> : <Empty icon={IconApi} title={t.noApis} description={t.noApisHint} />
          }
          return (
            <>
              <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="md">
                {items.map((api) => (
                  <ApiCard key={api.id} api={api} />
                ))}
              </SimpleGrid>
              <More query={apis} count={items.length} />
            </>
          )
        }}
      </Loaded>
    </Page>
  )
}

function isOnShow({ visibility, lifecycle }: Api): boolean {
  return visibility !== 'private' && (lifecycle === 'PUBLISHED' || lifecycle === 'DEPRECATED')
}

function ApiCard({ api }: { api: Api }) {
  return (
    <Link to="/apis/$id" params={{ id: api.id }} className="panel card">
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Title order={2} fz="md">
          {api.name}
        </Title>
        <Text fz="xs" c="dimmed">
          {api.version}
        </Text>
      </Group>
      <Text fz="sm" c="dimmed" lineClamp={3} style={{ flex: 1 }}>
        {api.description ?? ''}
      </Text>
      {api.lifecycle === 'DEPRECATED' && (
        <Text fz="xs" component="div">
          <State tone="warn">{t.deprecated}</State>
        </Text>
      )}
      <Group justify="space-between" gap="xs">
        <Text fz="xs">
          <Code>{api.context}</Code>
        </Text>
        <Text fz="xs" c="dimmed">
          {t.operations(api.resources.length)} · {api.security.type === 'none' ? t.open : t.plansOf(api.plans.length)}
        </Text>
      </Group>
    </Link>
  )
}
