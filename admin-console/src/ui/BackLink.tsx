import { Anchor } from '@mantine/core'
import { Link, type LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { IconArrowLeft } from './icons'

/** The way up, above a page's heading. */
export function BackLink({ to, children }: { to: LinkProps['to']; children: ReactNode }) {
  return (
    <Anchor component={Link} to={to} fz="xs" c="dimmed" display="inline-flex" style={{ alignItems: 'center', gap: 4 }}>
      <IconArrowLeft size={13} />
      {children}
    </Anchor>
  )
}
