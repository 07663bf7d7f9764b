import type { ComponentType } from 'react'
import { AsksItself } from '@/components/states/asks-itself'
import { isLedHere } from '@/lib/server/led-here'

/** A page that reads its sources for who came here by themselves; who was led here by another site gets it once it stands. */
export function onceItAsks<Props extends object>(Page: ComponentType<Props>) {
  return async (props: Props) => ((await isLedHere()) ? <AsksItself /> : <Page {...props} />)
}
