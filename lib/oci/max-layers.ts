/** Layers that a classic engine allows per image (moby layer/layer_store.go, `maxLayerDepth`). */
export const MAX_LAYERS = 125
/** Layers of an image that is looked at: twice as many as Linux mounts (fs/overlayfs/params.c, `OVL_MAX_STACK`: 500). */
export const MOST_LAYERS = 1000
/** Steps of its history: most make a layer, and those that do not are a few. */
export const MOST_STEPS = 2000
