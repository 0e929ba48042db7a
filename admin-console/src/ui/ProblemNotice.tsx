import { isOffline, ProblemError } from '../api/problem'
import { text } from '../text'
import { Notice } from './Notice'

/** Why something was refused: the server's sentence, every field that did not fit, and the id to look for in the node's log. */
export function ProblemNotice({ error, title }: { error: Error; title?: string }) {
  const problem = error instanceof ProblemError ? error.problem : null
  return (
    <Notice tone="bad" title={title ?? problem?.title}>
      {isOffline(error) ? text.common.offline : error.message}
      {problem?.errors && problem.errors.length > 0 && (
        <ul style={{ margin: '4px 0 0', paddingLeft: 18 }}>
          {problem.errors.map(({ path, message }) => (
            <li key={path + message}>
              <span className="mono">{path}</span>: {message}
            </li>
          ))}
        </ul>
      )}
      {problem?.requestId && (
        <div className="mono" style={{ opacity: 0.8 }}>
          {problem.code} · {problem.requestId}
        </div>
      )}
    </Notice>
  )
}
