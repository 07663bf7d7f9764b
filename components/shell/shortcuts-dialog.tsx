import { useTranslations } from 'next-intl'
import { Check } from '@/components/ui/check'
import { Dialog } from '@/components/ui/dialog'
import { Kbd } from '@/components/ui/kbd'
import { usePreference, writePreference } from './preference'
import { SHORTCUTS, SINGLE_KEYS } from './shortcut-list'

/** All shortcuts, and the switch that turns those of single keys off. */
export default function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations('palette.keyboard')
  const off = usePreference(SINGLE_KEYS) === 'off'
  const list: readonly { readonly id: string; readonly keys: readonly string[]; readonly with?: boolean }[] =
    [{ id: 'palette', keys: ['Ctrl', 'K'], with: true }, ...SHORTCUTS, { id: 'files', keys: ['/'] }]
  return (
    <Dialog title={t('title')} onClose={onClose}>
      <div className="overflow-y-auto px-4 py-3">
        <p className="mb-3 text-muted text-sm">{t('note')}</p>
        <dl className="grid gap-x-8 sm:grid-cols-2">
          {list.map(({ id, keys, with: together }) => (
            <div key={id} className="flex items-center justify-between gap-4 border-line border-b py-1.5">
              <dt>{t(`actions.${id}`)}</dt>
              <dd className="flex items-center gap-1 text-muted text-xs">
                {keys.map((key, index) => (
                  <span key={key} className="flex items-center gap-1">
                    {index > 0 && (together ? '+' : t('then'))}
                    <Kbd>{key}</Kbd>
                  </span>
                ))}
              </dd>
            </div>
          ))}
        </dl>
        {/* Voice input would press single keys by accident. */}
        <div className="mt-3">
          <Check checked={!off} onChange={(on) => writePreference(SINGLE_KEYS, on ? 'on' : 'off')}>
            <span>
              {t('single')}
              <span className="block text-muted text-xs">{t('singleHint')}</span>
            </span>
          </Check>
        </div>
      </div>
    </Dialog>
  )
}
