import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { organizationsQuery } from '../../api/queries'
import { useMay } from '../../api/session'
import { text } from '../../text'
import { EXPLAINED_BELOW } from '../../ui/below'

interface OrganizationSelectProps {
  label?: string
  /** What it means for the object. */
  description?: string
  value: string
  onChange: (organization: string) => void
  error?: string
}

/** Which organization an object belongs to. Only admins see others than their own, and choose. */
export function OrganizationSelect({ label = text.organizations.one, description, value, onChange, error }: OrganizationSelectProps) {
  const mayChoose = useMay()('putOrganization')
  const names = new Map(useQuery(organizationsQuery).data?.map(({ id, name }) => [id, name]))
  const ids = [...new Set([value, ...names.keys()])]
  return (
    <Select
      label={label}
      inputWrapperOrder={EXPLAINED_BELOW}
      description={mayChoose ? description : text.organizations.onlyAdmins}
      value={value}
      onChange={(chosen) => chosen !== null && onChange(chosen)}
      data={ids.map((id) => ({ value: id, label: names.get(id) ?? id }))}
      disabled={!mayChoose}
      allowDeselect={false}
      searchable={ids.length > 10}
      error={error}
    />
  )
}
