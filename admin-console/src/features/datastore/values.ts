import type { Schemas } from '../../api/client'

export type Settings = Schemas['DatastoreSettings']
export type Mode = Settings['mode']

/** What the form holds: the settings, and a password that is `null` as long as the present one is kept. */
export interface Values extends Omit<Settings, 'passwordSet'> {
  password: string | null
}

export function valuesOf(inForce: Settings): Values {
  const { passwordSet, ...settings } = inForce
  void passwordSet
  return { ...settings, password: null }
}

/** Several addresses make sense for sentinels and Redis Cluster alone. */
export function takesSeveral(mode: Mode): boolean {
  return mode === 'sentinel' || mode === 'cluster'
}

/** Another kind of store: what it does not have falls away. */
export function withMode(values: Values, mode: Mode): Values {
  return {
    ...values,
    mode,
    addresses: takesSeveral(mode) ? values.addresses : values.addresses.slice(0, 1),
    database: mode === 'cluster' ? 0 : values.database,
  }
}

/** What is sent: blank addresses left out, and no password where the present one is kept. */
export function inputOf({ password, addresses, ...rest }: Values): Schemas['DatastoreInput'] {
  return {
    ...rest,
    addresses: addresses.map((address) => address.trim()).filter(Boolean),
    ...(password === null ? {} : { password }),
  }
}

/** Whether these are the settings in force, so that there is nothing to apply. */
export function isInForce(values: Values, settings: Settings): boolean {
  return values.password === null && JSON.stringify(inputOf(values)) === JSON.stringify(inputOf(valuesOf(settings)))
}
