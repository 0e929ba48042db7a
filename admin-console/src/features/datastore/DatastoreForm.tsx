import { Button, Group, Stack } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, client } from '../../api/client'
import { fieldErrors } from '../../api/problem'
import { useMay } from '../../api/session'
import { text } from '../../text'
import { Fields } from '../../ui/Fields'
import { Notice } from '../../ui/Notice'
import { Beside, Panel } from '../../ui/Page'
import { ProblemNotice } from '../../ui/ProblemNotice'
import { ApplyDatastore } from './ApplyDatastore'
import { DatastoreFields } from './DatastoreFields'
import { DatastoreTestResult } from './DatastoreTestResult'
import { inputOf, isInForce, valuesOf, type Settings, type Values } from './values'

/** The settings, a trial of them, and the move that they mean. A move is offered for values that were tried as they stand. */
export function DatastoreForm({ inForce }: { inForce: Settings }) {
  const t = text.datastore
  const may = useMay()
  const [values, setValues] = useState<Values>(() => valuesOf(inForce))
  const [tested, setTested] = useState<Values | null>(null)
  const [isApplying, setApplying] = useState(false)
  const testing = useMutation({
    mutationFn: (given: Values) => answer(client.POST('/settings/datastore/test', { body: inputOf(given) })),
    onMutate: setTested,
  })
  const isUnchanged = isInForce(values, inForce)
  const isTested = tested === values && testing.data !== undefined

  return (
    <Beside>
      <Panel>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            testing.mutate(values)
          }}
        >
          <Fields isOn={may('putDatastoreSettings')}>
            <Stack maw={760}>
              <DatastoreFields values={values} set={setValues} passwordSet={inForce.passwordSet} errors={fieldErrors(testing.error)} />
              {may('testDatastoreSettings') && (
                <Group gap="xs">
                  <Button type="submit" variant="default" loading={testing.isPending}>
                    {t.test}
                  </Button>
                  <Button disabled={isUnchanged || !isTested || testing.data?.usable === false} onClick={() => setApplying(true)}>
                    {t.apply}
                  </Button>
                  {!isUnchanged && (
                    <Button variant="subtle" onClick={() => setValues(valuesOf(inForce))}>
                      {text.editor.discard}
                    </Button>
                  )}
                </Group>
              )}
              {isUnchanged ? <Notice tone="idle">{t.unchanged}</Notice> : !isTested && <Notice tone="info">{testing.data ? t.testedOld : t.testFirst}</Notice>}
            </Stack>
          </Fields>
        </form>
      </Panel>
      {testing.error && <ProblemNotice error={testing.error} />}
      {testing.data && tested && <DatastoreTestResult found={testing.data} isOld={!isTested} />}
      {testing.data && (
        <ApplyDatastore opened={isApplying} onClose={() => setApplying(false)} values={values} inForce={inForce} found={testing.data} />
      )}
    </Beside>
  )
}
