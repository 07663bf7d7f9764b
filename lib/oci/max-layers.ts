/** Layers that a classic engine allows per image (moby layer/layer_store.go, `maxLayerDepth`). */
export const MAX_LAYERS = 125
