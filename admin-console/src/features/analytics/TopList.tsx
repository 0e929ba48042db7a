import { Box, Group, Text, UnstyledButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { text } from '../../text'
import { Loaded } from '../../ui/Loaded'
import { Panel } from '../../ui/Page'
import { count, errorRate } from './figures'
import { topQuery, type Dimension, type View } from './queries'

const t = text.analytics

/** The greatest values of a dimension as bars; each leads to the same view of it alone. */
export function TopList({ view, by, drill }: { view: View; by: Dimension; drill: (key: string) => void }) {
  const top = useQuery(topQuery(view, by))
  return (
    <Panel title={t.top[by]}>
      <Loaded query={top}>
        {({ items }) => {
          const most = Math.max(1, ...items.map(({ requests }) => requests))
          return (
            <Box component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
              {items.map((item) => (
                <li key={item.key}>
                  <UnstyledButton className="bar" onClick={() => drill(item.key)} disabled={item.key === ''} title={t.drill(item.key)}>
                    <span className="bar-fill" style={{ width: `${(item.requests / most) * 100}%` }} />
                    <Group justify="space-between" wrap="nowrap" gap="xs" pos="relative">
                      <Text fz="sm" truncate>
                        {item.key || t.none}
                      </Text>
                      <Text fz="sm" style={{ whiteSpace: 'nowrap' }}>
                        {count(item.requests)}
                        {(item.errors ?? 0) > 0 && by !== 'statusClass' && ` · ${errorRate(item)}`}
                      </Text>
                    </Group>
                  </UnstyledButton>
                </li>
              ))}
            </Box>
          )
        }}
      </Loaded>
    </Panel>
  )
}
