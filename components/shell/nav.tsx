'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useRef } from 'react'
import { Link } from '@/components/ui/link'
import { useScrollCue } from '@/components/ui/scroller'
import { pageLink } from '@/lib/link/page-link'
import { NAVIGATION, type PageKey } from '@/lib/link/pages'

const LINK =
  'inline-flex min-h-8 items-center whitespace-nowrap rounded-md px-2.5 text-muted text-sm hover:bg-sunken hover:text-ink aria-[current=page]:bg-sunken aria-[current=page]:font-medium aria-[current=page]:text-ink'

/** The pages, each with the strategies and switches of this one; a tag's while it is open. */
export function Nav() {
  const t = useTranslations('nav')
  const path = usePathname()
  const search = useSearchParams()
  const list = useRef<HTMLElement>(null)
  useScrollCue(list)
  const item = (key: PageKey, to: string, href: string) => (
    <li key={key}>
      <Link href={href} aria-current={path === to ? 'page' : undefined} className={LINK}>
        {t(key)}
      </Link>
    </li>
  )
  return (
    <nav
      ref={list}
      aria-label={t('label')}
      className="scroller order-last w-full min-w-0 overflow-x-auto py-0.5 lg:order-none lg:w-auto"
    >
      <ul className="flex w-max gap-1">
        {NAVIGATION.map((page) => item(page.key, page.path, pageLink(page.path, search)))}
        {path === '/tag' && item('tag', path, `/tag?${search}`)}
      </ul>
    </nav>
  )
}
