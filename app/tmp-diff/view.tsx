'use client'
import { useState } from 'react'
import { DiffPanel } from '@/components/tag/diff/diff-panel'
export function TmpDiff({ reference, first, tags }: { reference: string; first: string; tags: string[] }) {
  const [other, setOther] = useState(first)
  return (
    <main className="mx-auto flex max-w-[1440px] flex-col gap-4 px-4 py-4">
      <h1 className="font-mono font-semibold text-lg [overflow-wrap:anywhere]">{reference}</h1>
      <DiffPanel image={{ reference, source: 'auto' }} other={other} tags={tags} units="decimal" onPick={setOther} />
    </main>
  )
}
