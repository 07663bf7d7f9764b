import { Plus } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Popover } from '@/components/ui/popover'
import type { FinderProps } from './repository-finder'

const RepositoryFinder = dynamic(() => import('./repository-finder'), { ssr: false })

/** The button that opens the finder of repositories. */
export function AddRepository({ source, onAdd }: FinderProps) {
  const t = useTranslations('picker')
  const [open, setOpen] = useState(false)
  return (
    <Popover
      label={t('add')}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button className="min-h-14 border-dashed px-4" icon={Plus}>
          {t('add')}
        </Button>
      }
    >
      <RepositoryFinder
        source={source}
        onAdd={(reference, saved) => {
          setOpen(false)
          onAdd(reference, saved)
        }}
      />
    </Popover>
  )
}
