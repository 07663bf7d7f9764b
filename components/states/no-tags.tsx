import { useTranslations } from 'next-intl'
import { CommandLine } from '@/components/ui/command-line'

/** In place of a table without lines: why that may be, and what makes one. */
export function NoTags() {
  const t = useTranslations('help.empty')
  return (
    <div className="flex max-w-xl flex-col gap-2 py-4 text-sm">
      <p className="font-medium">{t('noTags')}</p>
      <p className="text-muted">{t('noTagsHint')}</p>
      <CommandLine text="docker push localhost:5000/app:0.0.1" />
    </div>
  )
}
