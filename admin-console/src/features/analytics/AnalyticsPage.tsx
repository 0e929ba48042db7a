import { Button, Checkbox, Group, Pill, Select, Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { ProblemError } from '../../api/problem'
import { useMay } from '../../api/session'
import { text } from '../../text'
import { Empty } from '../../ui/Empty'
import { IconChartHistogram, IconCloudOff, IconDownload } from '../../ui/icons'
import { Page } from '../../ui/Page'
import { Calls } from './Calls'
import { Dashboard } from './Dashboard'
import { summaryQuery, usageAddress, type Dimension, type View } from './queries'

const t = text.analytics
const DIMENSIONS: Dimension[] = ['api', 'application', 'plan', 'node', 'target', 'statusClass']

/** What was called in a time, for whom, and how it went; every name leads to what lies behind it. */
export function AnalyticsPage() {
  const view = useSearch({ from: '/analytics' }) as View
  const navigate = useNavigate()
  const may = useMay()
  const summary = useQuery(summaryQuery(view))
  const show = (part: Partial<View>) => void navigate({ to: '/analytics', search: { ...view, ...part } })
  const problem = summary.error instanceof ProblemError ? summary.error : null

  return (
    <Page
      title={t.title}
      description={t.description}
      actions={
        <>
          <Select
            aria-label={t.range}
            size="xs"
            w={170}
            value={view.from}
            onChange={(from) => show({ from: from ?? 'now-1h' })}
            data={Object.entries(t.ranges).map(([value, label]) => ({ value, label }))}
          />
          <Button component="a" href={usageAddress(view)} download="usage.csv" size="xs" variant="default" leftSection={<IconDownload size={15} />}>
            {t.export}
          </Button>
        </>
      }
    >
      <Group gap="xs">
        <Checkbox size="xs" label={t.compare} checked={view.compare ?? false} onChange={(event) => show({ compare: event.currentTarget.checked || undefined })} />
        {DIMENSIONS.filter((by) => view[by]).map((by) => (
          <Pill key={by} withRemoveButton onRemove={() => show({ [by]: undefined })} removeButtonProps={{ 'aria-label': t.removeFilter(by), tabIndex: 0, 'aria-hidden': false }}>
            {t.filter(t.top[by] ?? by, String(view[by]))}
          </Pill>
        ))}
      </Group>
      {problem?.code === 'analytics-off' ? (
        <Empty
          icon={IconChartHistogram}
          title={t.off}
          description={t.offHint}
          action={
            may('putAnalyticsSettings') && (
              <Button component={Link} to="/settings/analytics" size="xs">
                {t.toSettings}
              </Button>
            )
          }
        />
      ) : problem?.code === 'analytics-unavailable' && summary.data === undefined ? (
        <Empty icon={IconCloudOff} title={t.away} description={t.awayHint} />
      ) : (
        <Tabs defaultValue="dashboard">
          <Tabs.List aria-label={t.title}>
            <Tabs.Tab value="dashboard">{t.tabs.dashboard}</Tabs.Tab>
            <Tabs.Tab value="calls">{t.tabs.calls}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="dashboard" pt="md">
            <Dashboard view={view} summary={summary} drill={show} />
          </Tabs.Panel>
          <Tabs.Panel value="calls" pt="md">
            <Calls view={view} />
          </Tabs.Panel>
        </Tabs>
      )}
    </Page>
  )
}
