// Finishes a build: compresses what compresses, lists the files for the server, and holds the first load to its bound.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const DIST = 'dist'
const FIRST_LOAD_BYTES = 300 * 1024
const TYPES = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
}
/** What opens with the first page: the way of a visitor who is logged in. */
const FIRST_ROUTES = {
  'admin.html': ['src/features/overview/OverviewPage.tsx', 'src/features/apis/ApisPage.tsx'],
  'portal.html': ['src/portal/catalogue/CataloguePage.tsx'],
}

const manifest = JSON.parse(readFileSync(join(DIST, '.vite/manifest.json'), 'utf8'))

function scriptsOf(key, seen = new Set()) {
  const chunk = manifest[key]
  if (!chunk || seen.has(chunk.file)) return seen
  seen.add(chunk.file)
  for (const imported of chunk.imports ?? []) scriptsOf(imported, seen)
  return seen
}

function gzipBytes(files) {
  return [...files].filter((file) => file.endsWith('.js')).reduce((sum, file) => sum + gzipSync(readFileSync(join(DIST, file)), { level: 9 }).length, 0)
}

let isTooLarge = false
for (const [page, routes] of Object.entries(FIRST_ROUTES)) {
  for (const route of routes.filter((key) => manifest[key])) {
    const files = scriptsOf(page)
    scriptsOf(route, files)
    const bytes = gzipBytes(files)
    isTooLarge ||= bytes > FIRST_LOAD_BYTES
    console.log(`first load of ${page} with ${route}: ${(bytes / 1024).toFixed(1)} KB of JavaScript, gzip (bound: ${FIRST_LOAD_BYTES / 1024} KB)`)
  }
}
if (isTooLarge) {
  console.error('first load: too large (expected: split what the first page does not need)')
  process.exit(1)
}

rmSync(join(DIST, '.vite'), { recursive: true })
const lines = []
for (const name of readdirSync(DIST, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort()) {
  const path = name.slice(DIST.length + 1).replaceAll('\\', '/')
  const type = TYPES[path.split('.').pop()]
  if (!type) throw new Error(`${path}: a kind of file that the server does not know (expected: one of ${Object.keys(TYPES).join(', ')})`)
  const content = readFileSync(name)
  writeFileSync(`${name}.gz`, gzipSync(content, { level: 9 }))
  lines.push([path, createHash('sha256').update(content).digest('hex').slice(0, 32), type].join('\t'))
}
writeFileSync(join(DIST, 'files.tsv'), `${lines.join('\n')}\n`)
console.log(`${lines.length} files`)
