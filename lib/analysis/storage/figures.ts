/** Figures of what is stored after each tag, in the order of tables; the last two where hosts keep blobs beside the layers. */
export const STORAGE_FIGURES = [
  'registryBytes',
  'registryNaive',
  'hostBytes',
  'hostNaive',
  'hostContent',
  'hostTotal',
] as const

export type StorageFigure = (typeof STORAGE_FIGURES)[number]
