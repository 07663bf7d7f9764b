import { useTranslations } from 'next-intl'
import { Hint } from '@/components/ui/hint'
import type { TagReport } from '@/lib/api/compare'

const SHORT = 19

/**
 * What is out of the ordinary with a tag: moved, in one place only, inferred.
 * @param places  whether some tags are elsewhere than others: only then a place is worth a word
 */
export function TagMarks({ tag, places }: { readonly tag: TagReport; readonly places: boolean }) {
  const t = useTranslations('cards')
  const { moved, image } = tag
  const only = places && image?.presentIn.length === 1 ? image.presentIn[0] : undefined
  return (
    <>
      {moved && (
        <Mark
          text={t('moved')}
          why={t('movedWhy', {
            daemon: moved.daemon.slice(0, SHORT),
            registry: moved.registry.slice(0, SHORT),
          })}
        />
      )}
      {only === 'daemon' && <Mark text={t('localOnly')} why={t('localOnlyWhy')} />}
      {only === 'registry' && <Mark text={t('registryOnly')} why={t('registryOnlyWhy')} />}
      {image?.stepsFrom === 'inferred' && <Mark text="≈" why={t('inferred')} />}
    </>
  )
}

function Mark({ text, why }: { readonly text: string; readonly why: string }) {
  return (
    <Hint text={why}>
      <span className="rounded bg-warn-soft px-1.5 py-0.5 font-normal text-warn text-xs">{text}</span>
    </Hint>
  )
}
