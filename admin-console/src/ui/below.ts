import type { InputWrapperProps } from '@mantine/core'

/** For fields side by side: what explains one stands below it, so that the fields stay on one line. */
export const EXPLAINED_BELOW: InputWrapperProps['inputWrapperOrder'] = ['label', 'input', 'description', 'error']
