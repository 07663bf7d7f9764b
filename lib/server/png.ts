import 'server-only'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import pLimit from 'p-limit'
import { FONT_FAMILY } from '../render/svg/svg'
import { onAbort } from '../sources/abort'
import { PICTURE_FAMILY, pictureFonts } from './fonts'
import { packageFolder } from './package-folder'
import type { PngAnswer, PngJob } from './png-worker.mjs'

/** Pixels of the largest PNG: 4 bytes each while it is drawn. */
const MOST_PIXELS = 48_000_000
const LONGEST_SIDE = 30_000

/** Then the thread ends, and its memory, which never shrinks, is given back. */
const IDLE_MS = 20_000

/** One at a time: a picture takes a whole core. */
const limit = pLimit(1)
/** With the fonts that it has, and the place of each. */
let thread: { readonly worker: Worker; readonly fonts: Map<Uint8Array, number> } | undefined
let idle: NodeJS.Timeout | undefined

/**
 * A picture of lib/pictures as PNG, drawn with the fonts that ship with the app in a thread of its own, one at a time.
 *
 * @param picture  writes it as SVG when its turn has come, so that those that wait take no memory
 * @param scale  pixels of the PNG per pixel of the picture, 1 to 3; less where the PNG would be too large (`pngScale`)
 * @param signal  ends the waiting and the drawing
 * @throws Error when the text is no SVG with a size; the signal's reason
 */
export async function pngOf(
  picture: () => string | Promise<string>,
  scale: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  return await limit(async () => {
    signal.throwIfAborted()
    const svg = await picture()
    const { regular, bold } = await pictureFonts(svg)
    signal.throwIfAborted()
    const job = {
      svg: svg.replaceAll(familyAttribute, `font-family="${PICTURE_FAMILY}"`),
      scale: pngScale(svg, scale),
      family: PICTURE_FAMILY,
      wasm: join(packageFolder('@resvg/resvg-wasm'), 'index_bg.wasm'),
    }
    return await work(job, [...regular, ...bold], signal)
  })
}

const familyAttribute = `font-family="${FONT_FAMILY.replaceAll("'", '&#39;')}"`

/** The scale at which a picture is really drawn: the one asked for, or what keeps the PNG within what can be opened. */
export function pngScale(svg: string, scale: number): number {
  const [, width = '0', height = '0'] = /^<svg [^>]*?width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? []
  const [w, h] = [Math.max(1, Number(width)), Math.max(1, Number(height))]
  return Math.min(scale, Math.sqrt(MOST_PIXELS / (w * h)), LONGEST_SIDE / Math.max(w, h))
}

function start() {
  const worker = new Worker(new URL('./png-worker.mjs', import.meta.url))
  // Waiting for work keeps no process alive.
  worker.unref()
  return { worker, fonts: new Map<Uint8Array, number>() }
}

function end(): void {
  void thread?.worker.terminate()
  thread = undefined
}

function work(
  job: Omit<PngJob, 'fonts' | 'added'>,
  fonts: readonly Uint8Array[],
  signal: AbortSignal,
): Promise<Uint8Array> {
  clearTimeout(idle)
  thread ??= start()
  const { worker, fonts: known } = thread
  let settled = () => {}
  return new Promise<Uint8Array>((resolve, reject) => {
    // After a failure the rasteriser is of no use any more, nor is a thread that ended or draws for one who has left.
    const broken = (error: Error) => {
      end()
      reject(error)
    }
    const stay = onAbort(signal, () => broken(signal.reason))
    const hear = (answer: PngAnswer) => {
      if ('png' in answer) resolve(answer.png)
      else broken(new Error(`the picture cannot be drawn: ${answer.broken}`))
    }
    const ended = (code: number) => broken(new Error(`the thread that draws ended with code ${code}`))
    settled = () => {
      stay()
      worker.off('message', hear).off('error', broken).off('exit', ended)
      worker.unref()
      idle = setTimeout(end, IDLE_MS).unref()
    }
    worker.ref()
    worker.on('message', hear).on('error', broken).on('exit', ended)
    const added = fonts.filter((font) => !known.has(font))
    for (const font of added) known.set(font, known.size)
    const places = fonts.flatMap((font) => known.get(font) ?? [])
    worker.postMessage({ ...job, added, fonts: places } satisfies PngJob)
  }).finally(() => settled())
}
