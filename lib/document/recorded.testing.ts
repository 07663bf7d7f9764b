/** Characters that a line may have before each part of what it holds has one of its own. */
const LONGEST = 800

/** The text of JSON: each part in one line where that is short, else in lines of its own. */
function lines(value: object, indent = ''): string {
  const inner = `${indent} `
  const texts = Object.entries(value).map(([name, part]) => {
    const text = JSON.stringify(part)
    const own = text.length > LONGEST && typeof part === 'object' ? lines(part, inner) : text
    return `${inner}${Array.isArray(value) ? '' : `${JSON.stringify(name)}: `}${own}`
  })
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  return `${open}\n${texts.join(',\n')}\n${indent}${close}`
}

/** What a record holds of a value: JSON in lines that can be compared one by one. */
export const linesOf = (value: object, replace?: (key: string, value: unknown) => unknown): string =>
  `${lines(JSON.parse(JSON.stringify(value, replace)))}\n`
