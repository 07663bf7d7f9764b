/**
 * What a snapshot's file is called: `strata-docker-layer-linked-2026-11-21.strata.json`.
 *
 * @param saved  title as a person wrote it, and the ISO time of saving
 */
export function fileName(
  saved: { readonly title: string; readonly createdAt: string },
  packed: boolean,
): string {
  const words = saved.title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .slice(0, 40)
    .replace(/^[-.]+|[-.]+$/g, '')
  const ending = packed ? 'strata.json.gz' : 'strata.json'
  return `${['strata', words, saved.createdAt.slice(0, 10)].filter(Boolean).join('-')}.${ending}`
}
