import { answer, client, type Schemas } from '../../../api/client'

export type Source = { way: 'file'; file: File } | { way: 'url'; url: string } | { way: 'text'; document: string }

interface Options {
  context: string
  name: string
  dryRun: boolean
}

/** Has the node read a document; with `dryRun` nothing is made. The document goes over as it is, byte for byte. */
export function importDocument(source: Source, { context, name, dryRun }: Options): Promise<Schemas['Import']> {
  const query = { dryRun, context: context.trim() || undefined, name: name.trim() || undefined }
  if (source.way === 'url') {
    const body = { url: source.url } as never
    return answer(
      client.POST('/apis/import', { params: { query }, headers: { 'Content-Type': 'application/vnd.weir.import+json' }, body }),
    ) as Promise<Schemas['Import']>
  }
  const document: BodyInit = source.way === 'file' ? source.file : source.document
  return answer(
    client.POST('/apis/import', {
      params: { query },
      headers: { 'Content-Type': 'application/octet-stream' },
      body: document as unknown as string,
      bodySerializer: () => document,
    }),
  ) as Promise<Schemas['Import']>
}
