import { Button, Group, Radio, Stack } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, client, type Schemas } from '../../api/client'
import { useMay } from '../../api/session'
import { text } from '../../text'
import { Fields } from '../../ui/Fields'
import { Loaded } from '../../ui/Loaded'
import { Beside, Panel } from '../../ui/Page'
import { ProblemNotice } from '../../ui/ProblemNotice'
import { told } from '../../ui/told'
import { OrganizationSelect } from '../organizations/OrganizationSelect'
import { portalSettingsQuery } from './queries'

type Settings = Schemas['PortalSettings']
const t = text.people

export function SignupSettings() {
  const settings = useQuery(portalSettingsQuery)
  return (
    <Beside>
      <Panel>
        <Loaded query={settings}>{(inForce) => <SignupForm key={JSON.stringify(inForce)} inForce={inForce} />}</Loaded>
      </Panel>
    </Beside>
  )
}

function SignupForm({ inForce }: { inForce: Settings }) {
  const may = useMay()
  const queries = useQueryClient()
  const [settings, setSettings] = useState(inForce)
  const saving = useMutation({
    mutationFn: () => answer(client.PUT('/settings/portal', { body: settings })),
    onSuccess: (saved) => {
      queries.setQueryData(portalSettingsQuery.queryKey, saved)
      told(t.signupSaved)
    },
  })
  const isUnchanged = JSON.stringify(settings) === JSON.stringify(inForce)
  return (
    <Fields isOn={may('putPortalSettings')}>
      <Stack maw={560}>
        <Radio.Group label={t.signup} value={settings.signup} onChange={(signup) => setSettings({ ...settings, signup: signup as Settings['signup'] })}>
          <Stack gap={8} mt={6}>
            {Object.entries(t.signups).map(([value, label]) => (
              <Radio key={value} value={value} label={label} />
            ))}
          </Stack>
        </Radio.Group>
        <OrganizationSelect
          label={t.signupOrganization}
          value={settings.organization ?? 'default'}
          onChange={(organization) => setSettings({ ...settings, organization })}
        />
        {saving.error && <ProblemNotice error={saving.error} />}
        <Group>
          <Button size="xs" disabled={isUnchanged} loading={saving.isPending} onClick={() => saving.mutate()}>
            {text.common.save}
          </Button>
        </Group>
      </Stack>
    </Fields>
  )
}
