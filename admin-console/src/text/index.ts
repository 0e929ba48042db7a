import { en } from './en'

/** Every text of console and portal. Another language is another object of this type. */
export type Catalogue = typeof en

export const text: Catalogue = en
