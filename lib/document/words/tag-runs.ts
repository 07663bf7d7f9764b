/** Tags as the articles write them: `0.0.1 ~ 0.0.4` for some that follow each other. @param places  ascending */
export function tagRuns(places: readonly number[], tags: readonly string[]): readonly string[] {
  const runs: [number, number][] = []
  for (const place of places) {
    const last = runs.at(-1)
    if (last?.[1] === place - 1) last[1] = place
    else runs.push([place, place])
  }
  const name = (place: number) => tags[place] ?? ''
  return runs.map(([from, to]) => (from === to ? name(from) : `${name(from)} ~ ${name(to)}`))
}
