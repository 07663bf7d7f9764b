import { useTranslations } from 'next-intl'
import { CardTitle } from '@/components/cards/card-title'
import { layerColour } from '@/components/display/layer-colour'
import type { ParentReport } from '@/lib/analysis/chain-report'
import type { ChainRow } from '@/lib/document/tag/chain-rows'
import { shortDigest } from '@/lib/oci/digest'

interface Props {
  /** Base first. */
  readonly rows: readonly ChainRow[]
  readonly parents: readonly ParentReport[]
}

/** Steps, the images that the classic builder kept for them, each with its parent, and the layers: side by side. */
export function ParentsTable({ rows, parents }: Props) {
  const t = useTranslations('chain')
  // Parents below the history of what this host built belong to no step of it.
  const told = new Set(rows.flatMap(({ image }) => (image ? [image.id] : [])))
  const below = parents.filter(({ id }) => !told.has(id))
  return (
    <section className="min-w-0 rounded-xl border border-line bg-surface p-4 sm:p-5">
      <CardTitle title={t('parents')} note={t('parentsNote')} card="parents" />
      <section
        className="overflow-x-auto"
        aria-label={t('parents')}
        // What scrolls has to be reachable by keyboard.
        tabIndex={0}
      >
        <table className="w-full min-w-[640px] text-sm">
          <thead className="text-left text-muted text-xs">
            <tr className="border-line-strong border-b">
              <Head>{t('step')}</Head>
              <Head>{t('instruction')}</Head>
              <Head>{t('image')}</Head>
              <Head>{t('parent')}</Head>
              <Head>{t('layerHead')}</Head>
            </tr>
          </thead>
          <tbody>
            {rows.toReversed().map(({ step, instruction, image, layer, comment }) => (
              <tr key={`${step} ${layer?.position}`} className="border-line border-b last:border-0">
                <td className="py-1.5 pr-3 text-muted tabular-nums">{step ?? '—'}</td>
                <td className="max-w-80 truncate py-1.5 pr-3 font-mono text-xs" title={instruction?.original}>
                  {instruction?.text || comment || '—'}
                </td>
                <ImageCell image={image} />
                <td className="py-1.5 pr-3 font-mono text-xs">{image ? short(image.parent) : ''}</td>
                <td className="py-1.5">
                  {layer ? (
                    <span className="inline-flex items-center gap-1.5 tabular-nums">
                      <span
                        className="h-3 w-3 rounded-[2px]"
                        style={{ background: layerColour(layer.identity) }}
                        aria-hidden="true"
                      />
                      {layer.position + 1}
                    </span>
                  ) : (
                    <span className="text-muted text-xs">{t('noLayer')}</span>
                  )}
                </td>
              </tr>
            ))}
            {below.map((image) => (
              <tr key={image.id} className="border-line border-b last:border-0">
                <td />
                <td className="py-1.5 pr-3 text-muted text-xs">{t('below')}</td>
                <ImageCell image={image} />
                <td className="py-1.5 pr-3 font-mono text-xs">{short(image.parent)}</td>
                <td className="py-1.5 text-muted text-xs">{t('layersCount', { layers: image.layers })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )

  function short(id: string | undefined) {
    return id === undefined ? <span className="font-sans text-muted">{t('noParent')}</span> : <Id id={id} />
  }
}

function Head({ children }: { readonly children: string }) {
  return (
    <th scope="col" className="py-2 pr-3 font-medium">
      {children}
    </th>
  )
}

function ImageCell({ image }: { readonly image: ParentReport | undefined }) {
  const t = useTranslations('chain')
  return (
    <td className="py-1.5 pr-3 font-mono text-xs">
      {image ? <Id id={image.id} /> : <span className="font-sans text-muted">{t('missing')}</span>}
      {image?.tags.map((tag) => (
        <span key={tag} className="ml-2 rounded bg-sunken px-1 py-0.5 font-sans [overflow-wrap:anywhere]">
          {tag.slice(tag.lastIndexOf('/') + 1)}
        </span>
      ))}
    </td>
  )
}

function Id({ id }: { readonly id: string }) {
  return <span title={id}>{shortDigest(id)}</span>
}
