import { Checkbox, Stack } from '@mantine/core'
import type { Schemas } from '../../api/client'
import { text } from '../../text'

type Role = Schemas['Role']
const ROLES: Role[] = ['admin', 'publisher', 'subscriber', 'viewer']

/** The roles of a user, each with what it may do. */
export function RoleFields({ value, onChange, error }: { value: Role[]; onChange: (roles: Role[]) => void; error?: string }) {
  return (
    <Checkbox.Group label={text.people.rolesLabel} value={value} onChange={(roles) => onChange(roles as Role[])} error={error}>
      <Stack gap={8} mt={6}>
        {ROLES.map((role) => (
          <Checkbox key={role} value={role} label={text.people.roles[role]} description={text.people.roleMeans[role]} />
        ))}
      </Stack>
    </Checkbox.Group>
  )
}
