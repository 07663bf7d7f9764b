import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Header } from '@/components/shell/header'
import { TagView } from '@/components/tag/tag-view'
import { readImage } from '@/lib/server/image'
import { InputError, parseImageInput } from '@/lib/server/inputs'

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

/** The link's question; undefined when it cannot be read. */
function readable(search: URLSearchParams) {
  try {
    return parseImageInput(search)
  } catch (error) {
    if (error instanceof InputError) return undefined
    throw error
  }
}

/** One tag: its layers, base at the bottom, and the history that made them. */
export default async function Page({ searchParams }: Props) {
  const search = await searchOf(searchParams)
  const input = readable(search)
  if (!input) notFound()
  const { reference, ...rest } = input
  const report = await readImage(reference, rest)
  return (
    <>
      <Header />
      <TagView report={report} />
    </>
  )
}
