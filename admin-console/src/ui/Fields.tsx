import type { ReactNode } from 'react'

/** Fields of a form, all of them off for whoever may not change them. */
export function Fields({ isOn, children }: { isOn: boolean; children: ReactNode }) {
  return (
    <fieldset disabled={!isOn} className="fields">
      {children}
    </fieldset>
  )
}
