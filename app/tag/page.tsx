import type { Metadata } from 'next'
import { Header } from '@/components/shell/header'
import { TagView } from '@/components/tag/tag-view'
import { readImage } from '@/lib/server/image'
import { parseImageInput } from '@/lib/server/inputs'

export const dynamic = 'force-dynamic'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

async function searchOf(searchParams: Props['searchParams']): Promise<URLSearchParams> {
  const { ref, platform, source } = await searchParams
  const given = { reference: ref, platform, source }
  return new URLSearchParams(
    Object.entries(given).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string' ? [[key, value]] : [],
    ),
  )
}

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  return { title: (await searchOf(searchParams)).get('reference') ?? 'Tag' }
}

/** One tag: its layers, base at the bottom, and the history that made them. */
export default async function Page({ searchParams }: Props) {
  const { reference, ...rest } = parseImageInput(await searchOf(searchParams))
  const report = await readImage(reference, rest)
  return (
    <>
      <Header />
      <TagView report={report} />
    </>
  )
}
