import type { ReactNode } from 'react'
import type { PictureTheme } from '@/lib/render/svg/theme'

interface FrameProps {
  readonly theme: PictureTheme
  readonly page: string
  readonly title: string
  /** Small, at the bottom: where the figures come from. */
  readonly source?: string
  readonly children: ReactNode
}

/** What all pictures of links have: the mark, the page, a title, the source line. Inline styles are all that satori reads. */
export function Frame({ theme, page, title, source, children }: FrameProps) {
  return (
    <div
      style={{
        display: 'flex',
        flexDirection: 'column',
        width: '100%',
        height: '100%',
        padding: '40px 56px 32px',
        background: theme.surface,
        color: theme.ink,
      }}
    >
      <div style={{ display: 'flex', alignItems: 'center', fontSize: 26, color: theme.muted }}>
        <Mark theme={theme} />
        <span style={{ marginLeft: 14, fontWeight: 700, color: theme.ink }}>Strata</span>
        {page !== '' && <span style={{ marginLeft: 14 }}>{page}</span>}
      </div>
      <div
        style={{
          display: 'block',
          lineClamp: 2,
          marginTop: 16,
          fontSize: title.length > 52 ? 36 : 44,
          fontWeight: 700,
          lineHeight: 1.2,
          wordBreak: 'break-word',
        }}
      >
        {title}
      </div>
      <div style={{ display: 'flex', flexDirection: 'column', flexGrow: 1, flexShrink: 1 }}>{children}</div>
      {source !== undefined && <Source theme={theme} text={source} />}
    </div>
  )
}

/** Engine, basis and time are the last parts of a source line, and are told whatever else there is no room for. */
const LAST_PARTS = 3

function Source({ theme, text }: { readonly theme: PictureTheme; readonly text: string }) {
  const parts = text.split(' · ')
  const line = { display: 'block', lineHeight: 1.3, wordBreak: 'break-word' } as const
  return (
    <div
      style={{
        display: 'flex',
        flexDirection: 'column',
        flexShrink: 0,
        marginTop: 8,
        paddingTop: 8,
        borderTop: `1px solid ${theme.line}`,
        fontSize: 15,
        color: theme.muted,
      }}
    >
      {parts.length > LAST_PARTS && (
        <div style={{ ...line, lineClamp: 2 }}>{parts.slice(0, -LAST_PARTS).join(' · ')}</div>
      )}
      <div style={{ ...line, lineClamp: 1 }}>{parts.slice(-LAST_PARTS).join(' · ')}</div>
    </div>
  )
}

/** Four strata, bedrock at the bottom. */
function Mark({ theme }: { readonly theme: PictureTheme }) {
  const widths = [14, 24, 34, 34]
  return (
    <div
      style={{
        display: 'flex',
        flexDirection: 'column',
        width: 34,
        height: 34,
        justifyContent: 'space-between',
      }}
    >
      {widths.map((width, index) => (
        <div
          key={String(index)}
          style={{ width, height: 7, borderRadius: 2, background: theme.layers[widths.length - 1 - index] }}
        />
      ))}
    </div>
  )
}
