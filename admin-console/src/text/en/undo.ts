import { common } from './common'

export const undo = {
  undo: 'Undo',
  deleted: (name: string) => `${name} is deleted`,
  possible: 'It can be undone for 10 seconds.',
  impossible: 'It cannot be undone from here.',
  back: (name: string) => `${name} is back`,
  notBack: (name: string, reason: string) => `${name} is not back: ${reason}`,
  partly: (name: string, without: string[], reason: string) =>
    `${name} is back, but without ${without.slice(0, 3).join(', ')}${without.length > 3 ? ` and ${common.count(without.length - 3, 'more', 'more')}` : ''}: ${reason}`,
  otherDocument: 'the document is not the same byte for byte',
  key: (name: string) => `key ${name}`,
  token: (name: string) => `token ${name}`,
  subscription: (api: string) => `the subscription to ${api}`,
  document: 'its document',
}
