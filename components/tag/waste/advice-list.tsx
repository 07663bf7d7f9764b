import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Card } from '@/components/document/card'
import { Button } from '@/components/ui/button'
import { AdviceItem } from './advice-item'
import type { WasteProps } from './waste-props'

const SHOWN = 5

/** What the Dockerfile could do, the largest saving first. */
export function AdviceList({ waste: { advice }, ...props }: WasteProps) {
  const t = useTranslations('waste')
  const [unfolded, setUnfolded] = useState(false)
  const shown = unfolded ? advice : advice.slice(0, SHOWN)
  return (
    <Card title={t('advice')} note={t(advice.length === 0 ? 'noAdvice' : 'adviceNote')}>
      <ul className="divide-y divide-line">
        {shown.map((one) => (
          <AdviceItem key={`${one.code} ${one.layers.join(' ')}`} advice={one} {...props} />
        ))}
      </ul>
      {shown.length < advice.length && (
        <Button className="mt-3 print:hidden" onClick={() => setUnfolded(true)}>
          {t('showAll', { count: advice.length })}
        </Button>
      )}
    </Card>
  )
}
