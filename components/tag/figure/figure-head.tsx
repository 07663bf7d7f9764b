import { useTranslations } from 'next-intl'
import type { UnionFigure } from '@/lib/layerfs/figure'
import { splitPath } from '@/lib/layerfs/path'

/** The paths above their columns: directory and name, each on a line. */
export function FigureHead({ figure: { columns, others } }: { readonly figure: UnionFigure }) {
  const t = useTranslations('figure')
  return (
    <thead>
      <tr className="text-left align-bottom">
        <th
          scope="col"
          className="sticky left-0 z-10 w-32 border-line-strong border-r border-b bg-surface py-2 font-medium text-muted text-sm sm:w-60"
        >
          {t('rows')}
        </th>
        {columns.map(({ path, directory }) => {
          const [above, name] = splitPath(path)
          return (
            <th
              key={path}
              scope="col"
              title={`/${path}`}
              className="border-line-strong border-b px-1.5 py-2 font-medium font-mono text-xs"
            >
              {above !== '' && <span className="block truncate font-normal text-muted">/{above}/</span>}
              <span className="block truncate">
                {above === '' && '/'}
                {name}
                {directory && '/'}
              </span>
            </th>
          )
        })}
        {others && (
          <th scope="col" className="border-line-strong border-b px-1.5 py-2 font-medium text-muted text-xs">
            {t('others', { count: others.paths })}
          </th>
        )}
      </tr>
    </thead>
  )
}
