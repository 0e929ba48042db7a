export const recording = {
  hint: 'What is kept of calls to this API. Figures stay exact whatever you choose: every call counts in the sums of its minute.',
  off: 'This node does not record calls at present. What is chosen here counts once it does.',
  toSettings: 'Settings',
  sampling: 'Calls with a record of their own, percent',
  samplingMeans: {
    all: 'Every call gets a record.',
    some: (percent: string, each: string) => `About ${percent} % of calls that go well get a record, one of ${each}. Failed and refused calls always get one.`,
    none: 'Calls that go well get no record; they count in the sums alone. Failed and refused calls always get one.',
  },
  mask: 'Left out of records',
  masks: {
    clientIp: 'Client address',
    userAgent: 'User agent',
    path: 'Path',
    consumer: 'Consumer',
    application: 'Application',
  },
  maskMeans: {
    clientIp: 'The last octet, of IPv6 all but the first 48 bits',
    userAgent: 'What the caller says of its program',
    path: 'Which path was called; the resource stays',
    consumer: 'Who owns the application',
    application: 'Application and subscription, and with them who owns it',
  },
  applicationTakes: 'Without the application, figures by application and usage reports miss the calls of this API.',
  payload: 'Keep the beginning of both bodies',
  maxBytes: 'Bytes of each body, at most',
  payloadMeans: (bytes: string) =>
    `The first ${bytes} bytes of request and answer are kept as they come, with whatever stands in them: passwords, names, card numbers. Whoever may see single calls can read them.`,
  payloadCost: 'Bodies still stream. Records that wait for delivery hold 32 MB of bodies in a node at most; beyond that they go without.',
}
