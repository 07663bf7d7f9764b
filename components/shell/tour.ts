import { driver } from 'driver.js'
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
 * @param leaving  ends it
 * @param onEnd    the tour was taken to its end, or left
 */
export async function startTour(t: Words, leaving: AbortSignal, onEnd: () => void): Promise<void> {
  const isReady = () => leaving.aborted || STEPS.every(({ find }) => find())
  for (let left = PATIENCE_MS; left > 0 && !isReady(); left -= LOOK_MS) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  }
  if (leaving.aborted) return
  const before = document.activeElement
  const steps = STEPS.flatMap(({ id, find }) => {
    const element = find()
    // Its words are ours alone: driver.js takes them as HTML.
    return element ? [{ element, popover: { title: t(`${id}.title`), description: t(`${id}.text`) } }] : []
  })
  if (steps.length === 0) return onEnd()
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches
  const tour = driver({
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
    steps,
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
  leaving.addEventListener('abort', () => tour.isActive() && tour.destroy())
}
