import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { etag } from '../../api/client'
import { fieldErrors, isConflict } from '../../api/problem'
import { text } from '../../text'
import { differences, type Difference } from '../diff'
import { told } from '../told'

interface Revised {
  revision?: number
}

interface EditorOptions<T extends Revised> {
  /** The object as it was last read; a live change brings another one. */
  current: T
  /** Sends the object; `ifMatch` is the tag of `from`, the version that must still hold. */
  put: (draft: T, ifMatch: string, from: T) => Promise<T>
  /** Reads the object anew, past the cache. */
  read: () => Promise<T>
  /** Where the object is cached, and the kind whose lists hold it. */
  queryKey: readonly unknown[]
}

export interface Editor<T> {
  draft: T
  /** What the draft was made from. */
  base: T
  changes: Difference[]
  errors: Record<string, string>
  failure: Error | null
  isSaving: boolean
  /** What others saved meanwhile, while there are changes here. */
  theirs: T | null
  /** Set while a save was refused because others had saved before. */
  isConflict: boolean
  set: (change: Partial<T> | ((draft: T) => Partial<T>)) => void
  save: () => void
  /** Goes on from the version of the others; changes made here are lost. */
  takeTheirs: () => void
  /** Saves what is here over the version of the others. */
  overwrite: () => void
  discard: () => void
  decideLater: () => void
}

/** An object that is edited here while others may change it: nothing that they saved is lost without being seen. */
export function useEditor<T extends Revised>({ current, put, read, queryKey }: EditorOptions<T>): Editor<T> {
  const queries = useQueryClient()
  const [base, setBase] = useState(current)
  const [draft, setDraft] = useState(current)
  const [refused, setRefused] = useState<T | null>(null)
  const changes = differences(base, draft)
  const isNewer = isLater(current, base)

  const begin = useCallback((from: T) => {
    setBase(from)
    setDraft(from)
    setRefused(null)
  }, [])
  if (isNewer && changes.length === 0) begin(current)

  const saving = useMutation({
    mutationFn: (from: T) => put(draft, etag(from), from),
    onSuccess: (saved) => {
      begin(saved)
      queries.setQueryData(queryKey, saved)
      void queries.invalidateQueries({ queryKey: [queryKey[0]] })
      told(text.common.saved)
    },
    onError: async (error) => {
      if (isConflict(error)) setRefused(await read())
    },
  })
  const theirs = refused ?? (isNewer && changes.length > 0 ? current : null)

  return {
    draft,
    base,
    changes,
    errors: fieldErrors(saving.error),
    failure: isConflict(saving.error) ? null : saving.error,
    isSaving: saving.isPending,
    theirs,
    isConflict: refused !== null,
    set: (change) => setDraft((now) => ({ ...now, ...(typeof change === 'function' ? change(now) : change) })),
    save: () => saving.mutate(base),
    takeTheirs: () => {
      saving.reset()
      if (theirs) begin(theirs)
    },
    overwrite: () => {
      if (theirs) saving.mutate(theirs)
    },
    discard: () => {
      saving.reset()
      begin(base)
    },
    decideLater: () => setRefused(null),
  }
}

/** Settings have no revision: another version of them is one that differs. */
function isLater(current: Revised, base: Revised): boolean {
  return current.revision === undefined ? differences(base, current).length > 0 : current.revision > (base.revision ?? 0)
}
