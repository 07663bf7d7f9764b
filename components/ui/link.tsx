'use client'

import NextLink from 'next/link'
import { type ComponentProps, useState } from 'react'

/**
 * A link to a page of Strata. What the page needs is fetched once somebody is about to go there; a table has a
 * hundred links, and a header leads to every page.
 */
export function Link(props: ComponentProps<typeof NextLink>) {
  const [near, setNear] = useState(false)
  const come = () => setNear(true)
  return (
    <NextLink
      {...props}
      prefetch={near ? null : false}
      onMouseEnter={come}
      onFocus={come}
      onTouchStart={come}
    />
  )
}
