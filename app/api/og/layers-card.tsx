import type { PictureTheme } from '@/lib/render/svg/theme'
import type { LayersPreview } from '@/lib/server/open-graph'
import { Frame } from './frame'

interface Props {
  readonly preview: LayersPreview
  readonly theme: PictureTheme
}

const CORE = 330

/** One tag as a drill core, base at the bottom, with what made its layers. */
export function LayersCard({ preview, theme }: Props) {
  const { figures, core, layers, below } = preview
  return (
    <Frame theme={theme} page={preview.page} title={preview.title} source={preview.source}>
      <div style={{ display: 'flex', marginTop: 14 }}>
        {figures.map(({ label, text }) => (
          <div key={label} style={{ display: 'flex', alignItems: 'center', marginRight: 36 }}>
            <span style={{ fontSize: 18, color: theme.muted, marginRight: 10 }}>{label}</span>
            <span style={{ fontSize: 28, fontWeight: 700 }}>{text}</span>
          </div>
        ))}
      </div>
      <div style={{ display: 'flex', marginTop: 18 }}>
        <div
          style={{
            display: 'flex',
            flexDirection: 'column-reverse',
            width: 150,
            height: CORE,
            flexShrink: 0,
            borderRadius: 8,
            overflow: 'hidden',
          }}
        >
          {core.map(({ share, slot }, index) => (
            <div
              key={String(index)}
              style={{
                width: '100%',
                height: `${share * 100}%`,
                background: theme.layers[slot],
                borderTop: core.length > 40 ? 'none' : `1px solid ${theme.surface}`,
              }}
            />
          ))}
        </div>
        <div style={{ display: 'flex', flexDirection: 'column', flexGrow: 1, flexBasis: 0, marginLeft: 28 }}>
          {layers.map(({ slot, text, bytes }, index) => (
            <div
              key={String(index)}
              style={{ display: 'flex', alignItems: 'center', height: 43, fontSize: 21 }}
            >
              <div
                style={{
                  width: 16,
                  height: 16,
                  borderRadius: 3,
                  marginRight: 14,
                  flexShrink: 0,
                  background: theme.layers[slot],
                }}
              />
              <div
                style={{
                  display: 'block',
                  lineClamp: 1,
                  flexGrow: 1,
                  flexBasis: 0,
                  wordBreak: 'break-all',
                }}
              >
                {text}
              </div>
              <div style={{ display: 'flex', width: 130, justifyContent: 'flex-end', flexShrink: 0 }}>
                {bytes}
              </div>
            </div>
          ))}
          {below !== '' && (
            <div style={{ display: 'flex', fontSize: 18, color: theme.muted, marginTop: 2 }}>{below}</div>
          )}
        </div>
      </div>
    </Frame>
  )
}
