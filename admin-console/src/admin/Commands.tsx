import { Button, Kbd } from '@mantine/core'
import { openSpotlight, Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { answer, client } from '../api/client'
import { useMay } from '../api/session'
import { text } from '../text'
import { IconApi, IconSearch } from '../ui/icons'
import { navigation } from './navigation'

const FOUND = 8

export function OpenCommands() {
  return (
    <Button
      variant="default"
      size="xs"
      h={32}
      onClick={openSpotlight}
      leftSection={<IconSearch size={15} />}
      rightSection={<Kbd size="xs">⌘K</Kbd>}
      aria-keyshortcuts="Control+K Meta+K"
      fw={450}
    >
      {text.common.search}
    </Button>
  )
}

/** The command palette: pages by name, APIs by id or name, as the server finds them. */
export function Commands() {
  const [typed, setTyped] = useState('')
  const navigate = useNavigate()
  const may = useMay()
  const q = typed.trim()
  const apis = useQuery({
    queryKey: ['api', 'palette', q],
    queryFn: async () => (await answer(client.GET('/apis', { params: { query: { limit: FOUND, q } } }))).items,
    enabled: q.length > 1 && may('listApis'),
    placeholderData: (former) => former,
  })
  const groups: SpotlightActionGroupData[] = [
    {
      group: text.nav.label,
      actions: navigation
        .flatMap(({ items }) => items)
        .filter(({ needs }) => may(needs))
        .map(({ label, to, icon: Icon }) => ({
          id: to,
          label,
          leftSection: <Icon size={18} stroke={1.5} />,
          onClick: () => void navigate({ to }),
        })),
    },
    {
      group: text.nav.apis,
      actions: (q.length > 1 ? (apis.data ?? []) : []).map((api) => ({
        id: `api-${api.id}`,
        label: api.name,
        description: api.context,
        keywords: [api.id, q],
        leftSection: <IconApi size={18} stroke={1.5} />,
        onClick: () => void navigate({ to: '/apis/$id', params: { id: api.id } }),
      })),
    },
  ]
  return (
    <Spotlight
      actions={groups}
      query={typed}
      onQueryChange={setTyped}
      nothingFound={text.nav.nothingFound}
      shortcut={['mod+K', '/']}
      limit={20}
      scrollable
      maxHeight={440}
      searchProps={{ placeholder: text.nav.commands, 'aria-label': text.nav.commands, leftSection: <IconSearch size={18} stroke={1.5} /> }}
    />
  )
}
