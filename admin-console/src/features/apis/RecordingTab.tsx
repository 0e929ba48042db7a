import { Button, Checkbox, NumberInput, Stack, Switch, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Api } from '../../api/client'
import { analyticsSettingsQuery } from '../../api/queries'
import { useMay } from '../../api/session'
import { text } from '../../text'
import type { Editor } from '../../ui/editor/useEditor'
import { Notice } from '../../ui/Notice'
import { Beside, Panel } from '../../ui/Page'
import { MASKS, PAYLOAD_BYTES, samplingInWords, shareOf, withoutDefaults, type Mask, type Recording } from './recording'

const t = text.recording

/** What is kept of the API's calls: how many get a record, what is left out of it, whether bodies go along. */
export function RecordingTab({ editor }: { editor: Editor<Api> }) {
  const { draft, set, errors } = editor
  const { sampling = 1, mask = [], payload } = draft.analytics ?? {}
  const change = (part: Partial<Recording>) => set({ analytics: withoutDefaults({ sampling, mask, payload, ...part }) })
  return (
    <Stack>
      <RecordingOff />
      <Beside>
        <Panel>
          <Stack maw={760} gap="lg">
            <Text fz="sm" c="dimmed">
              {t.hint}
            </Text>
            <div>
              <NumberInput
                label={t.sampling}
                value={sampling * 100}
                min={0}
                max={100}
                step={5}
                decimalScale={4}
                suffix=" %"
                maw={320}
                onChange={(percent) => change({ sampling: shareOf(Number(percent)) })}
                error={errors['analytics.sampling']}
              />
              <Text fz="sm" mt={6} aria-live="polite">
                {samplingInWords(sampling)}
              </Text>
            </div>
            <Checkbox.Group label={t.mask} value={mask} onChange={(chosen) => change({ mask: chosen as Mask[] })} error={errors['analytics.mask']}>
              <Stack gap={8} mt={6}>
                {MASKS.map((name) => (
                  <Checkbox key={name} value={name} label={t.masks[name]} description={t.maskMeans[name]} />
                ))}
              </Stack>
            </Checkbox.Group>
            {mask.includes('application') && <Notice tone="warn">{t.applicationTakes}</Notice>}
            <Switch
              label={t.payload}
              checked={payload !== undefined}
              onChange={(event) => change({ payload: event.currentTarget.checked ? { maxBytes: PAYLOAD_BYTES.usual } : undefined })}
            />
            {payload && (
              <>
                <NumberInput
                  label={t.maxBytes}
                  value={payload.maxBytes}
                  min={1}
                  max={PAYLOAD_BYTES.max}
                  allowDecimal={false}
                  thousandSeparator=","
                  maw={320}
                  onChange={(bytes) => change({ payload: { maxBytes: Number(bytes) || 0 } })}
                  error={errors['analytics.payload.maxBytes']}
                />
                <Notice tone="warn">
                  {t.payloadMeans(payload.maxBytes.toLocaleString('en'))} {t.payloadCost}
                </Notice>
              </>
            )}
          </Stack>
        </Panel>
      </Beside>
    </Stack>
  )
}

function RecordingOff() {
  const may = useMay()
  const settings = useQuery({ ...analyticsSettingsQuery, enabled: may('getAnalyticsSettings') })
  if (settings.data?.enabled !== false) return null
  return (
    <Notice
      tone="warn"
      actions={
        <Button component={Link} to="/settings/analytics" size="xs" variant="default">
          {t.toSettings}
        </Button>
      }
    >
      {t.off}
    </Notice>
  )
}
