import type { Schemas } from '../../api/client'

export type Settings = Schemas['AnalyticsSettings']

/** What the form holds: the settings, and secrets that are `null` as long as the present ones are kept. */
export interface Values extends Omit<Settings, 'passwordSet' | 'apiKeySet' | 'truststorePasswordSet'> {
  password: string | null
  apiKey: string | null
  truststorePassword: string | null
}

export function valuesOf(inForce: Settings): Values {
  const { passwordSet, apiKeySet, truststorePasswordSet, ...settings } = inForce
  void [passwordSet, apiKeySet, truststorePasswordSet]
  return { ...settings, password: null, apiKey: null, truststorePassword: null }
}

/** What is sent: blank addresses left out, and no secret where the present one is kept. */
export function inputOf({ password, apiKey, truststorePassword, addresses, ...rest }: Values): Schemas['AnalyticsInput'] {
  return {
    ...rest,
    addresses: addresses.map((address) => address.trim()).filter(Boolean),
    ...(password === null ? {} : { password }),
    ...(apiKey === null ? {} : { apiKey }),
    ...(truststorePassword === null ? {} : { truststorePassword }),
  }
}

/** Whether these are the settings in force, so that there is nothing to apply. */
export function isInForce(values: Values, settings: Settings): boolean {
  return JSON.stringify(inputOf(values)) === JSON.stringify(inputOf(valuesOf(settings)))
}
