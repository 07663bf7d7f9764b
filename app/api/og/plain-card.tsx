import type { PictureTheme } from '@/lib/render/svg/theme'
import type { PlainPreview } from '@/lib/server/open-graph'
import { Frame } from './frame'

interface Props {
  readonly preview: PlainPreview
  readonly theme: PictureTheme
}

const WIDTHS = [38, 62, 81, 100]

/** A view without figures: what Strata is, above strata that stand for none. */
export function PlainCard({ preview, theme }: Props) {
  return (
    <Frame theme={theme} page={preview.page} title={preview.title}>
      <div
        style={{
          display: 'block',
          lineClamp: 3,
          marginTop: 16,
          fontSize: 28,
          lineHeight: 1.4,
          color: theme.muted,
        }}
      >
        {preview.text}
      </div>
      <div style={{ display: 'flex', flexDirection: 'column', marginTop: 'auto' }}>
        {WIDTHS.map((width, index) => (
          <div
            key={width}
            style={{
              width: `${width}%`,
              height: 48,
              marginTop: 8,
              borderRadius: 8,
              background: theme.layers[WIDTHS.length - 1 - index],
            }}
          />
        ))}
      </div>
    </Frame>
  )
}
