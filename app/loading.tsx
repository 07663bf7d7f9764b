import { Loading } from '@/components/states/loading'

export default function PageLoading() {
  return (
    <main className="mx-auto max-w-[1440px] px-4 py-8">
      <Loading />
    </main>
  )
}
