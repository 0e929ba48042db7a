import { crc32, deflateSync } from 'node:zlib'
import { PNG } from 'pngjs'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const LEVELS = 31
const COLOURS = 256
const LEVEL_OF = Uint8Array.from({ length: 256 }, (_, value) => Math.round((Math.round((value * LEVELS) / 255) * 255) / LEVELS))

/** A picture of at most 256 colours: enough to see any change, and a third of the size. */
export interface Picture {
  width: number
  height: number
  /** Four bytes a pixel. */
  data: Buffer
}

/** Reads a picture and rounds its colours; the same picture gives the same colours. */
export function read(file: Buffer): Picture {
  const { width, height, data } = PNG.sync.read(file)
  for (let at = 0; at < data.length; at++) data[at] = LEVEL_OF[data[at] ?? 0] ?? 0
  return { width, height, data }
}

/** A file with a palette. Colours that have no place in it become the nearest that have. */
export function encode({ width, height, data }: Picture): Buffer {
  const counts = new Map<number, number>()
  for (let at = 0; at < data.length; at += 4) {
    const colour = data.readUIntBE(at, 3)
    counts.set(colour, (counts.get(colour) ?? 0) + 1)
  }
  const colours = [...counts].sort(([a, times], [b, others]) => others - times || a - b).map(([colour]) => colour)
  const palette = colours.slice(0, COLOURS)
  const places = new Map(colours.map((colour, place) => [colour, place < COLOURS ? place : nearest(colour, palette)]))
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0, to = 0; y < height; y++) {
    rows[to++] = 0
    for (let x = 0; x < width; x++) rows[to++] = places.get(data.readUIntBE((y * width + x) * 4, 3)) ?? 0
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 3, 0, 0, 0], 8)
  const entries = Buffer.from(palette.flatMap((colour) => [...parts(colour)]))
  return Buffer.concat([SIGNATURE, chunk('IHDR', head), chunk('PLTE', entries), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))])
}

function nearest(colour: number, palette: number[]): number {
  const [r, g, b] = parts(colour)
  const distances = palette.map((other) => {
    const [red, green, blue] = parts(other)
    return (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2
  })
  return distances.indexOf(Math.min(...distances))
}

const parts = (colour: number): [number, number, number] => [colour >> 16, (colour >> 8) & 255, colour & 255]

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(content.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
