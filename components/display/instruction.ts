/**
 * A history step as one would write it in a Dockerfile: without the shell that the classic builder and BuildKit
 * put before it.
 */
export function instructionOf(createdBy: string): string {
  const nop = /^\/bin\/sh -c #\(nop\)\s+/
  const text = createdBy.trim()
  if (nop.test(text)) return text.replace(nop, '').replace(/\s+/g, ' ')
  const shell = /^(?:\|\d+ .*?)?\/bin\/sh -c /
  const run = shell.test(text) ? `RUN ${text.replace(shell, '')}` : text
  return run
    .replace(/\s+# buildkit$/, '')
    .replace(/^RUN \/bin\/sh -c /, 'RUN ')
    .replace(/\s+/g, ' ')
}
