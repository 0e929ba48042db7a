// Writes generated/schema.d.ts from the server's contract.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import openapiTS, { astToString } from 'openapi-typescript'
import { parse } from 'yaml'

const contract = parse(readFileSync('../server/src/main/resources/openapi.yaml', 'utf8'))

// "The same as the input, and these are always there": the generator understands that only beside `allOf`, not as a part of it.
for (const schema of Object.values(contract.components.schemas)) {
  const parts = schema.allOf ?? []
  const isOnlyRequired = (part) => part.required && !part.properties
  const required = parts.filter(isOnlyRequired).flatMap((part) => part.required)
  if (required.length > 0) {
    schema.allOf = parts.filter((part) => !isOnlyRequired(part))
    schema.required = required
  }
}

const types = await openapiTS(contract, { defaultNonNullable: false, emptyObjectsUnknown: true, silent: true })
mkdirSync('generated', { recursive: true })
writeFileSync('generated/schema.d.ts', `// Generated from openapi.yaml by npm run types.\n${astToString(types)}`)
