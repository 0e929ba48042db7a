import { Button, SegmentedControl, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { answer, client, etag, type Plan, type PlanLimit } from '../../api/client'
import { planQuery } from '../../api/queries'
import { restoreOfPlan } from '../../api/restores'
import { useMay } from '../../api/session'
import { text } from '../../text'
import { BackLink } from '../../ui/BackLink'
import { Code } from '../../ui/Copy'
import { EditorBar } from '../../ui/editor/EditorBar'
import { useEditor } from '../../ui/editor/useEditor'
import { Fields } from '../../ui/Fields'
import { IconPlus, IconTrash } from '../../ui/icons'
import { Loaded } from '../../ui/Loaded'
import { Notice } from '../../ui/Notice'
import { Beside, Page, Panel } from '../../ui/Page'
import { Removal } from '../../ui/Removal'
import { OrganizationSelect } from '../organizations/OrganizationSelect'
import { LimitFields } from './LimitFields'
import { remarksOn } from './limits'

const t = text.plans
const MAX_LIMITS = 8

export function PlanPage() {
  const { id } = useParams({ from: '/plans/$id' })
  const plan = useQuery(planQuery(id))
  return <Loaded query={plan}>{(current) => <PlanEditor key={id} current={current} />}</Loaded>
}

function PlanEditor({ current }: { current: Plan }) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const may = useMay()
  const [isDeleting, setDeleting] = useState(false)
  const path = { id: current.id }
  const editor = useEditor({
    current,
    queryKey: planQuery(current.id).queryKey,
    put: (draft, ifMatch) => answer(client.PUT('/plans/{id}', { params: { path, header: { 'If-Match': ifMatch } }, body: draft })),
    read: () => queries.fetchQuery({ ...planQuery(current.id), staleTime: 0 }),
  })
  const { draft, set, errors } = editor
  const changeLimit = (index: number, limit: PlanLimit) => set(({ limits }) => ({ limits: limits.map((old, i) => (i === index ? limit : old)) }))
  const addLimit = () => set(({ limits }) => ({ limits: [...limits, { name: freeName(limits), count: 1000, period: 'PT1H' }] }))

  return (
    <Page
      title={current.name}
      back={<BackLink to="/plans">{t.title}</BackLink>}
      description={<Code copy>{current.id}</Code>}
      actions={
        may('deletePlan') && (
          <Button size="xs" variant="default" leftSection={<IconTrash size={15} />} onClick={() => setDeleting(true)}>
            {t.delete}
          </Button>
        )
      }
    >
      <Fields isOn={may('putPlan')}>
        <Beside>
          <Panel>
            <Stack maw={760}>
              <TextInput label={text.common.name} value={draft.name} onChange={(e) => set({ name: e.currentTarget.value })} error={errors.name} />
              <Textarea
                label={text.common.description}
                autosize
                minRows={2}
                value={draft.description ?? ''}
                onChange={(e) => set({ description: e.currentTarget.value || undefined })}
              />
              <div>
                <Text fz="sm" fw={500} mb={4} id="approval">
                  {t.approval}
                </Text>
                <SegmentedControl
                  aria-labelledby="approval"
                  size="xs"
                  value={draft.approval}
                  onChange={(value) => set({ approval: value as Plan['approval'] })}
                  data={Object.entries(t.approvals).map(([value, label]) => ({ value, label }))}
                />
              </div>
              <OrganizationSelect
                description={text.organizations.means.plan}
                value={draft.organization}
                onChange={(organization) => set({ organization })}
                error={errors.organization}
              />
            </Stack>
          </Panel>
          <Panel
            title={t.limits}
            description={t.countNote}
            actions={
              <Button size="xs" variant="default" leftSection={<IconPlus size={15} />} onClick={addLimit} disabled={draft.limits.length >= MAX_LIMITS}>
                {t.addLimit}
              </Button>
            }
          >
            <Stack>
              {draft.limits.length === 0 && <Text fz="sm">{t.noLimits}</Text>}
              {draft.limits.map((limit, index) => (
                <LimitFields
                  key={index}
                  limit={limit}
                  set={(changed) => changeLimit(index, changed)}
                  remove={() => set(({ limits }) => ({ limits: limits.filter((_, i) => i !== index) }))}
                  errors={errors}
                  path={`limits[${index}]`}
                />
              ))}
              {remarksOn(draft.limits).map(({ tone, message }) => (
                <Notice key={message} tone={tone}>
                  {message}
                </Notice>
              ))}
            </Stack>
          </Panel>
        </Beside>
      </Fields>
      {may('putPlan') && <EditorBar editor={editor} />}
      <Removal
        opened={isDeleting}
        onClose={() => setDeleting(false)}
        title={t.delete}
        id={current.id}
        name={current.name}
        remove={() => client.DELETE('/plans/{id}', { params: { path, header: { 'If-Match': etag(current) } } })}
        restore={() => restoreOfPlan(current)}
        after={() => navigate({ to: '/plans' })}
      >
        {t.deleteHint}
      </Removal>
    </Page>
  )
}

function freeName(limits: PlanLimit[]): string {
  const taken = new Set(limits.map(({ name }) => name))
  const numbered = Array.from({ length: MAX_LIMITS + 1 }, (_, i) => (i === 0 ? 'hour' : `hour-${i + 1}`))
  return numbered.find((name) => !taken.has(name)) ?? 'limit'
}
