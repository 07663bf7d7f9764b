'use client'

import { Hint } from '@/components/ui/hint'
import { clippedName } from '@/lib/document/words/shortened'
import { plain } from '@/lib/oci/plain'

interface Props {
  readonly text: string
  /** Signs that there is room for. */
  readonly most?: number
  /** Within what can be focused itself, of the group `name`: it is whole while that has the focus. */
  readonly inert?: boolean
}

/**
 * A name of anyone's: set apart from what stands beside it, whatever it reads from; a long one cut in the middle, whole
 * on hover and focus.
 */
export function Name({ text, most, inert = false }: Props) {
  const whole = plain(text)
  const short = clippedName(whole, most)
  if (short === whole) return <bdi>{whole}</bdi>
  if (inert) {
    return (
      <>
        <bdi title={whole} className="group-focus-visible/name:hidden">
          {short}
        </bdi>
        <bdi className="hidden whitespace-normal [overflow-wrap:anywhere] group-focus-visible/name:inline">
          {whole}
        </bdi>
      </>
    )
  }
  return (
    <Hint text={whole}>
      <bdi className="[overflow-wrap:anywhere]">{short}</bdi>
    </Hint>
  )
}
