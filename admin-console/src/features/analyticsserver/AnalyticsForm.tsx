import { Button, Checkbox, Group, Stack } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, client, type Schemas } from '../../api/client'
import { fieldErrors } from '../../api/problem'
import { analyticsSettingsQuery } from '../../api/queries'
import { useMay } from '../../api/session'
import { text } from '../../text'
import { Facts } from '../../ui/Facts'
import { Findings } from '../../ui/Findings'
import { Fields } from '../../ui/Fields'
import { Notice } from '../../ui/Notice'
import { Beside, Panel } from '../../ui/Page'
import { ProblemNotice } from '../../ui/ProblemNotice'
import { State } from '../../ui/State'
import { told } from '../../ui/told'
import { AnalyticsFields } from './AnalyticsFields'
import { inputOf, isInForce, valuesOf, type Settings, type Values } from './values'

const t = text.analyticsServer

/** The settings, a trial of them, and the change. What does not answer now can be taken all the same: records wait on disk. */
export function AnalyticsForm({ inForce }: { inForce: Settings }) {
  const may = useMay()
  const queries = useQueryClient()
  const [values, setValues] = useState<Values>(() => valuesOf(inForce))
  const [tested, setTested] = useState<Values | null>(null)
  const [isForced, setForced] = useState(false)
  const testing = useMutation({
    mutationFn: (given: Values) => answer(client.POST('/settings/analytics/test', { body: inputOf(given) })),
    onMutate: setTested,
  })
  const applying = useMutation({
    mutationFn: () => answer(client.PUT('/settings/analytics', { params: { query: { force: isForced } }, body: inputOf(values) })),
    onSuccess: ({ settings }) => {
      queries.setQueryData(analyticsSettingsQuery.queryKey, settings)
      void queries.invalidateQueries({ queryKey: ['analytics'] })
      told(t.applied)
    },
  })
  const isUnchanged = isInForce(values, inForce)
  const isTested = !values.enabled || (tested === values && testing.data !== undefined)
  const isUsable = !values.enabled || testing.data?.usable === true
  return (
    <Beside>
      <Panel>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            testing.mutate(values)
          }}
        >
          <Fields isOn={may('putAnalyticsSettings')}>
            <Stack maw={760}>
              <AnalyticsFields values={values} set={setValues} inForce={inForce} errors={fieldErrors(applying.error ?? testing.error)} />
              {may('putAnalyticsSettings') && (
                <Group gap="xs">
                  <Button type="submit" variant="default" loading={testing.isPending} disabled={!values.enabled}>
                    {t.test}
                  </Button>
                  <Button disabled={isUnchanged || !isTested || (!isUsable && !isForced)} loading={applying.isPending} onClick={() => applying.mutate()}>
                    {t.apply}
                  </Button>
                  {!isUnchanged && (
                    <Button variant="subtle" onClick={() => setValues(valuesOf(inForce))}>
                      {text.editor.discard}
                    </Button>
                  )}
                </Group>
              )}
              {isTested && !isUsable && !isUnchanged && (
                <Checkbox label={t.force} description={t.forceHint} checked={isForced} onChange={(event) => setForced(event.currentTarget.checked)} />
              )}
              {isUnchanged ? <Notice tone="idle">{t.unchanged}</Notice> : !isTested && <Notice tone="info">{testing.data ? t.testedOld : t.testFirst}</Notice>}
            </Stack>
          </Fields>
        </form>
      </Panel>
      {(applying.error ?? testing.error) && <ProblemNotice error={applying.error ?? (testing.error as Error)} />}
      {testing.data && <TestResult found={testing.data} isOld={tested !== values} />}
    </Beside>
  )
}

function TestResult({ found, isOld }: { found: Schemas['AnalyticsTest']; isOld: boolean }) {
  const { server } = found
  return (
    <Panel
      title={t.test}
      description={isOld ? t.testedOld : undefined}
      actions={<State tone={found.usable ? 'good' : 'bad'}>{found.usable ? t.usable : t.notUsable}</State>}
    >
      <Stack>
        <Findings obstacles={found.obstacles} warnings={found.warnings} />
        {server && (
          <Facts
            facts={[
              [t.server, `Elasticsearch ${server.version}`],
              [t.cluster, server.clusterName],
              [t.health, server.health],
              [t.nodes, server.nodes],
              [t.lifecycle, server.lifecycle ? text.common.yes : text.common.no],
              [t.latency, `${server.latencyMillis.toFixed(1)} ms`],
            ]}
          />
        )}
      </Stack>
    </Panel>
  )
}
