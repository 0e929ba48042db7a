import { MultiSelect, Radio, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Api } from '../../api/client'
import { plansQuery } from '../../api/queries'
import { text } from '../../text'
import type { Editor } from '../../ui/editor/useEditor'
import { Code } from '../../ui/Copy'
import { Notice } from '../../ui/Notice'
import { Beside, Panel } from '../../ui/Page'

/** Who may call, under which plans, and which policies stand in the way. */
export function AccessTab({ editor }: { editor: Editor<Api> }) {
  const { draft, set, errors } = editor
  const plans = useQuery(plansQuery)
  const t = text.apis.access
  const names = new Map(plans.data?.map(({ id, name }) => [id, name]))
  return (
    <Beside>
      <Panel>
        <Stack maw={760} gap="lg">
          <Radio.Group
            label={t.security}
            value={draft.security.type}
            onChange={(value) => set({ security: { type: value as 'api-key' | 'none' } })}
          >
            <Stack gap="xs" mt="xs">
              <Radio value="api-key" label={t.apiKey} />
              <Radio value="none" label={t.none} />
            </Stack>
          </Radio.Group>
          {draft.security.type === 'none' && <Notice tone="warn">{t.noneWarning}</Notice>}
          <MultiSelect
            label={t.plans}
            description={draft.plans.length === 0 ? t.noPlans : undefined}
            value={draft.plans}
            onChange={(value) => set({ plans: value })}
            data={[...new Set([...draft.plans, ...names.keys()])].map((id) => ({ value: id, label: names.get(id) ?? id }))}
            error={errors.plans}
            searchable
            clearable
          />
          <div>
            <Text fz="sm" fw={500}>
              {t.policies}
            </Text>
            {draft.policies.length === 0 ? (
              <Text fz="sm" c="dimmed">
                {t.noPolicies}
              </Text>
            ) : (
              <Text fz="sm">
                {draft.policies.map(({ name }) => (
                  <Code key={name}>{`${name} `}</Code>
                ))}
              </Text>
            )}
          </div>
        </Stack>
      </Panel>
    </Beside>
  )
}
