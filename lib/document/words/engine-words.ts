import { RULER_OF, type Store } from '../../oci/facts'
import { plain } from '../../oci/plain'
import type { Translate } from './translate'

interface Engine {
  readonly version: string
  readonly store: Store
}

/**
 * `Docker 28.5.2, containerd store`; `Podman 5.8.6, containers-storage`.
 * @param t  of the namespace `cards`
 */
export const engineName = (t: Translate, { store, version }: Engine): string =>
  t(`engines.${store}`, { version: plain(version) })

/** The same, with what its local sizes count where that is not the content of files. */
export function engineText(t: Translate, engine: Engine): string {
  const ruler = RULER_OF[engine.store]
  const name = engineName(t, engine)
  return ruler === 'file content' ? name : t('engineRuler', { engine: name, ruler: t(`rulers.${ruler}`) })
}
