import { type Driver, driver } from 'driver.js'
import 'driver.js/dist/driver.css'
import type { useTranslations } from 'next-intl'

type Words = ReturnType<typeof useTranslations<'tour'>>

/** Where each step points; a step whose place is not on the page is left out. */
const STEPS = [
  { id: 'strategies', find: () => document.querySelector('[data-testid=strategy]')?.parentElement },
  { id: 'figures', find: () => document.querySelector('[data-tour=figures]') },
  { id: 'tag', find: () => document.querySelector('#total tbody th a') },
] as const

/** How long the page may take to show its figures before there is nothing to lead through. */
const PATIENCE_MS = 10_000
const LOOK_MS = 100

/**
 * Leads through the page in a few steps, as soon as its figures are there. Arrow keys and buttons move, Escape ends.
 *
 * @param onEnd  the tour was taken to its end, or left
 * @returns      ends it
 */
export function startTour(t: Words, onEnd: () => void): () => void {
  let end = () => {}
  let looks = PATIENCE_MS / LOOK_MS
  const timer = setInterval(() => {
    looks -= 1
    const ready = STEPS.every(({ find }) => find())
    if (!ready && looks > 0) return
    clearInterval(timer)
    end = drive(t, onEnd)
  }, LOOK_MS)
  return () => {
    clearInterval(timer)
    end()
  }
}

function drive(t: Words, onEnd: () => void): () => void {
  const before = document.activeElement
  const steps = STEPS.flatMap(({ id, find }) => {
    const element = find()
    return element ? [{ id, element }] : []
  })
  if (steps.length === 0) {
    onEnd()
    return () => {}
  }
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches
  const tour: Driver = driver({
    animate: !calm,
    smoothScroll: !calm,
    overlayOpacity: 0.55,
    stagePadding: 6,
    stageRadius: 10,
    popoverClass: 'strata-tour',
    showProgress: true,
    progressText: t('progress', { current: '{{current}}', total: '{{total}}' }),
    nextBtnText: t('next'),
    prevBtnText: t('back'),
    doneBtnText: t('done'),
    // Its words are ours alone: driver.js takes them as HTML.
    steps: steps.map(({ id, element }) => ({
      element,
      popover: { title: t(`${id}.title`), description: t(`${id}.text`) },
    })),
    onPopoverRender: ({ closeButton, nextButton, wrapper, title, footer }) => {
      closeButton.setAttribute('aria-label', t('close'))
      wrapper.setAttribute('aria-modal', 'true')
      // driver.js makes them a page's own <header> and <footer>.
      title.setAttribute('role', 'heading')
      title.setAttribute('aria-level', '2')
      footer.setAttribute('role', 'group')
      // After driver.js has put the keyboard on its first button, which closes.
      setTimeout(() => nextButton.focus(), 0)
    },
    onDestroyed: () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true })
      onEnd()
    },
  })
  tour.drive()
  return () => {
    if (tour.isActive()) tour.destroy()
  }
}
