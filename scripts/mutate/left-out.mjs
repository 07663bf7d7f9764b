/**
 * Tells Stryker which changes not to try: those that make no difference (`equal.json` names each by its file, the
 * line that it starts in, what it puts there, and why), those that the compiler refuses, and those outside of the
 * sample that was asked for.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const EQUAL = JSON.parse(readFileSync(new URL('equal.json', import.meta.url), 'utf8'))
const ROOT = path.resolve(import.meta.dirname, '../..')
const SAMPLE = Number(process.env.STRATA_MUTATE_SAMPLE || Number.POSITIVE_INFINITY)

class LeftOut {
  lines = new Map()
  reasons = new Map()

  async init() {}

  /** Is given all at once, the checks one by one. */
  async group(mutants) {
    const tried = []
    for (const mutant of mutants) {
      const equal = this.equalTo(mutant)
      if (equal) this.reasons.set(mutant.id, equal.why)
      else tried.push({ mutant, at: Math.random() })
    }
    const shuffled = tried.toSorted((a, b) => a.at - b.at).map(({ mutant }) => mutant)
    for (const { id } of shuffled.slice(SAMPLE)) this.reasons.set(id, 'outside of the sample')
    for (const id of this.refused(shuffled.slice(0, SAMPLE))) this.reasons.set(id, 'does not compile')
    return [mutants.map(({ id }) => id)]
  }

  async check(mutants) {
    return Object.fromEntries(
      mutants.map(({ id }) => {
        const reason = this.reasons.get(id)
        return [id, reason === undefined ? { status: 'passed' } : { status: 'compileError', reason }]
      }),
    )
  }

  /** Compiles all changes in one run: each in a copy of its file, beside it. @returns ids of those with an error */
  refused(mutants) {
    const folder = mkdtempSync(path.join(tmpdir(), 'strata-mutate-types-'))
    try {
      for (const name of ['lib', 'tsconfig.json'])
        cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true })
      symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'))
      const files = mutants.map((mutant) => {
        const file = path.relative(ROOT, mutant.fileName).replace(/(\.tsx?)$/, `.mutant-${mutant.id}$1`)
        writeFileSync(path.join(folder, file), this.changed(mutant))
        return file
      })
      const options = { noUnusedLocals: false, noUnusedParameters: false, incremental: false }
      const config = { extends: './tsconfig.json', compilerOptions: options, files, include: [] }
      writeFileSync(path.join(folder, 'mutants.json'), JSON.stringify(config))
      const tsc = path.join(ROOT, 'node_modules/.bin/tsc')
      const { stdout } = spawnSync(tsc, ['-p', 'mutants.json', '--pretty', 'false'], {
        cwd: folder,
        encoding: 'utf8',
        maxBuffer: 1 << 30,
      })
      return new Set([...stdout.matchAll(/^\S*\.mutant-(\d+)\.tsx?\(/gm)].map(([, id]) => id))
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }

  changed({ fileName, location: { start, end }, replacement }) {
    const lines = this.linesOf(fileName)
    const before = [...lines.slice(0, start.line), lines[start.line].slice(0, start.column)]
    const after = [lines[end.line].slice(end.column), ...lines.slice(end.line + 1)]
    return before.join('\n') + replacement + after.join('\n')
  }

  equalTo({ fileName, location, replacement }) {
    const line = this.linesOf(fileName)[location.start.line].trim()
    const to = replacement.replace(/\s+/g, ' ')
    return EQUAL[path.relative(ROOT, fileName)]?.find((one) => one.line === line && one.to === to)
  }

  linesOf(fileName) {
    if (!this.lines.has(fileName)) this.lines.set(fileName, readFileSync(fileName, 'utf8').split('\n'))
    return this.lines.get(fileName)
  }
}

export const strykerPlugins = [{ kind: 'Checker', name: 'left-out', injectableClass: LeftOut }]
