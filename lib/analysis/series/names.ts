/** A row of a series by its names. */
export interface Named {
  readonly tag: string
  readonly aliases?: readonly string[] | undefined
}

/** All names of a row, the most precise first. */
export function namesOf({ tag, aliases = [] }: Named): readonly string[] {
  return [tag, ...aliases]
}

/** Whether a link or a person that writes `name` means this row. */
export function isNamed({ tag, aliases }: Named, name: string): boolean {
  return tag === name || aliases?.includes(name) === true
}
