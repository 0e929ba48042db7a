export const credentials = {
  expires: 'Expires',
  expiresHint: 'Empty for never',
  expired: 'Expired',
  changed: (name: string) => `${name} is changed`,
}
