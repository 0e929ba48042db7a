import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import pixelmatch from 'pixelmatch'
import { encode, read, type Picture } from './png'

const BASELINES = join(import.meta.dirname, 'baselines')
/** Where pictures that are not as they were are put, beside what differs. */
const FOUND = join(import.meta.dirname, '../../target/looks')
/** So many pixels may differ: less than a word, more than what two runs of one browser differ by. */
const TOLERANCE = 40
const THRESHOLD = 0.1
const TRIES = 20
const PAUSE_MILLIS = 150

export const isRenewal = process.env.WEIR_BASELINES === 'renew'

/** Compares the page with its baseline, or renews that; gives what is wrong. A page that is still moving is given three seconds. */
export async function compare(page: Page, name: string): Promise<string | undefined> {
  if (isRenewal) {
    writeFileSync(fileOf(name), encode(read(await still(page))))
    return undefined
  }
  if (!existsSync(fileOf(name))) return `${name}: there is no baseline (expected: ${fileOf(name)}; npm run baselines makes it)`
  const baseline = read(readFileSync(fileOf(name)))
  let found: Difference | undefined
  for (let tried = 0; tried < TRIES; tried++) {
    if (tried > 0) await page.waitForTimeout(PAUSE_MILLIS)
    found = differenceOf(baseline, read(await shot(page)))
    if (found.pixels <= TOLERANCE) return undefined
  }
  return found && told(name, found)
}

/** Baselines of pages that are no more: removed in a renewal, else told. */
export function leftOver(names: string[]): string[] {
  const old = readdirSync(BASELINES).filter((file) => file.endsWith('.png') && !names.includes(file.slice(0, -'.png'.length)))
  if (isRenewal) old.forEach((file) => rmSync(join(BASELINES, file)))
  return isRenewal ? [] : old.map((file) => `${file}: a baseline of no page (expected: removed; npm run baselines does)`)
}

/** What the baselines were made with, which has to be the same where they are compared. */
export function madeWith(now: Record<string, string>): Record<string, string> {
  const file = join(BASELINES, 'made-with.json')
  if (isRenewal) {
    mkdirSync(BASELINES, { recursive: true })
    writeFileSync(file, `${JSON.stringify(now, null, 2)}\n`)
  }
  rmSync(FOUND, { recursive: true, force: true })
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
}

interface Difference {
  pixels: number
  actual: Picture
  diff?: Picture
}

function differenceOf(baseline: Picture, actual: Picture): Difference {
  const { width, height } = baseline
  if (actual.width !== width || actual.height !== height) return { pixels: actual.width * actual.height, actual }
  const diff = { width, height, data: Buffer.alloc(width * height * 4) }
  return { pixels: pixelmatch(baseline.data, actual.data, diff.data, width, height, { threshold: THRESHOLD }), actual, diff }
}

function told(name: string, { pixels, actual, diff }: Difference): string {
  mkdirSync(FOUND, { recursive: true })
  const [looks, differs] = [join(FOUND, `${name}.png`), join(FOUND, `${name}.diff.png`)]
  writeFileSync(looks, encode(actual))
  if (diff) writeFileSync(differs, encode(diff))
  return `${name}: ${pixels} pixels differ (expected: at most ${TOLERANCE}); it looks like ${looks} now${diff ? `, ${differs} shows where` : ''}`
}

/** The page once two pictures of it are the same. */
async function still(page: Page): Promise<Buffer> {
  let former = await shot(page)
  for (let tried = 0; tried < TRIES; tried++) {
    await page.waitForTimeout(PAUSE_MILLIS)
    const next = await shot(page)
    if (next.equals(former)) return next
    former = next
  }
  throw new Error(`${page.url()} does not come to rest (expected: the same picture twice within ${TRIES * PAUSE_MILLIS} ms)`)
}

function shot(page: Page): Promise<Buffer> {
  return page.screenshot({ animations: 'disabled', caret: 'hide' })
}

const fileOf = (name: string) => join(BASELINES, `${name}.png`)
