import { Code } from './Copy'
import { Notice } from './Notice'

interface FindingsProps {
  obstacles: { reason: string; message: string }[]
  warnings: string[]
}

/** What a trial of settings says against them, and what it warns of. */
export function Findings({ obstacles, warnings }: FindingsProps) {
  return (
    <>
      {obstacles.map(({ reason, message }) => (
        <Notice key={reason + message} tone="bad">
          <Code>{reason}</Code> {message}
        </Notice>
      ))}
      {warnings.map((warning) => (
        <Notice key={warning} tone="warn">
          {warning}
        </Notice>
      ))}
    </>
  )
}
