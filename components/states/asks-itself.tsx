'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { Loading } from './loading'

/** Stands where a page will be that another site led to: asked for from here, the server reads what it shows. */
export function AsksItself() {
  const { refresh } = useRouter()
  useEffect(refresh, [refresh])
  return (
    <main className="mx-auto max-w-[1440px] px-4 py-8">
      <Loading />
    </main>
  )
}
