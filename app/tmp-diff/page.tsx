import { TmpDiff } from './view'
type Props = { searchParams: Promise<Record<string, string>> }
export default async function Page({ searchParams }: Props) {
  const { ref = '', other = '', tags = '' } = await searchParams
  return <TmpDiff reference={ref} first={other} tags={tags.split(',').filter(Boolean)} />
}
