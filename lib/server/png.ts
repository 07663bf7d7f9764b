import 'server-only'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import pLimit from 'p-limit'
import { FONT_FAMILY } from '../render/svg/svg'
import { PICTURE_FAMILY, pictureFonts } from './fonts'
import { packageFolder } from './package-folder'
import type { PngAnswer, PngJob } from './png-worker.mjs'

/** Pixels of the largest PNG: 4 bytes each while it is drawn. */
const MOST_PIXELS = 48_000_000
const LONGEST_SIDE = 30_000

/** One at a time: a picture takes a whole core. */
const limit = pLimit(1)
let thread: Worker | undefined

/**
 * A picture of lib/pictures as PNG, drawn with the fonts that ship with the app in a thread of its own.
 *
 * @param scale  pixels of the PNG per pixel of the picture, 1 to 3; less where the PNG would be too large (`pngScale`)
 * @throws Error when the text is no SVG with a size
 */
export async function pngOf(svg: string, scale: number): Promise<Uint8Array> {
  const { regular, bold } = await pictureFonts(svg)
  const job: PngJob = {
    svg: svg.replaceAll(familyAttribute, `font-family="${PICTURE_FAMILY}"`),
    scale: pngScale(svg, scale),
    family: PICTURE_FAMILY,
    fonts: [...regular, ...bold],
    wasm: join(packageFolder('@resvg/resvg-wasm'), 'index_bg.wasm'),
  }
  return await limit(() => work(job))
}

const familyAttribute = `font-family="${FONT_FAMILY.replaceAll("'", '&#39;')}"`

/** The scale at which a picture is really drawn: the one asked for, or what keeps the PNG within what can be opened. */
export function pngScale(svg: string, scale: number): number {
  const [, width = '0', height = '0'] = /^<svg [^>]*?width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? []
  const [w, h] = [Math.max(1, Number(width)), Math.max(1, Number(height))]
  return Math.min(scale, Math.sqrt(MOST_PIXELS / (w * h)), LONGEST_SIDE / Math.max(w, h))
}

function start(): Worker {
  const worker = new Worker(new URL('./png-worker.mjs', import.meta.url))
  // Waiting for work keeps no process alive.
  worker.unref()
  return worker
}

function work(job: PngJob): Promise<Uint8Array> {
  thread ??= start()
  const worker = thread
  let settled = () => {}
  return new Promise<Uint8Array>((resolve, reject) => {
    // After a failure the rasteriser is of no use any more, nor is a thread that ended.
    const broken = (error: Error) => {
      thread = undefined
      void worker.terminate()
      reject(error)
    }
    const hear = (answer: PngAnswer) => {
      if ('png' in answer) resolve(answer.png)
      else broken(new Error(`the picture cannot be drawn: ${answer.broken}`))
    }
    const ended = (code: number) => broken(new Error(`the thread that draws ended with code ${code}`))
    settled = () => {
      worker.off('message', hear).off('error', broken).off('exit', ended)
      worker.unref()
    }
    worker.ref()
    worker.on('message', hear).on('error', broken).on('exit', ended)
    worker.postMessage(job)
  }).finally(() => settled())
}
