// @ts-check
import { readFile } from 'node:fs/promises'
import { parentPort } from 'node:worker_threads'
import { initWasm, Resvg } from '@resvg/resvg-wasm'
import { workInBackground } from '../sources/background.mjs'
import { pngFile } from './png-file.mjs'

/**
 * Entry of a worker thread: SVG in, PNG out, one at a time. Plain JavaScript, because tests and the command start it
 * from its source, where the threads of Node.js read nothing else.
 *
 * Fonts come once, `added` to those that are here already; `fonts` are the places of those that the picture is drawn with.
 *
 * @typedef {{ svg: string, scale: number, family: string, added: Uint8Array[], fonts: number[], wasm: string }} PngJob
 * @typedef {{ png: Uint8Array } | { broken: string }} PngAnswer
 */

if (parentPort) workInBackground()

/** @type {Promise<void> | undefined} */
let ready
/** @type {Uint8Array[]} */
const known = []

parentPort?.on('message', async (/** @type {PngJob} */ job) => {
  try {
    ready ??= readFile(job.wasm).then(initWasm)
    await ready
    known.push(...job.added)
    const png = rasterise(job)
    parentPort?.postMessage({ png }, [/** @type {ArrayBuffer} */ (png.buffer)])
  } catch (error) {
    parentPort?.postMessage({ broken: error instanceof Error ? error.message : String(error) })
  }
})

/**
 * What fails is not given back: the rasteriser is of no use any more then, and the thread with it.
 *
 * @param {PngJob} job
 * @returns {Uint8Array}
 */
function rasterise({ svg, scale, family, fonts }) {
  const picture = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: scale },
    font: {
      fontBuffers: fonts.flatMap((place) => known[place] ?? []),
      defaultFontFamily: family,
      sansSerifFamily: family,
    },
  })
  const image = picture.render()
  const { pixels, width, height } = image
  // A chart alone has no ground.
  const png = pngFile(pixels, width, height) ?? image.asPng().slice()
  image.free()
  picture.free()
  return png
}
