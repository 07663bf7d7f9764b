import { LRUCache } from 'lru-cache'

/** What an object and each of its fields, and a text beside its characters, take in V8 on 64 bits, about. */
const OBJECT_BYTES = 32
const FIELD_BYTES = 8
const TEXT_BYTES = 24

/**
 * Bytes of memory that a value of plain data holds, about: arrays, maps and objects of text and numbers. What stands in
 * it twice counts twice, so it is rather too much than too little. Linear in the value.
 */
export function heldBytes(value: unknown): number {
  if (typeof value === 'string') return TEXT_BYTES + value.length
  if (typeof value !== 'object' || value === null) return 0
  let bytes = OBJECT_BYTES
  if (value instanceof Map) for (const [key, one] of value) bytes += heldBytes(key) + heldBytes(one)
  else if (Array.isArray(value)) for (const one of value) bytes += FIELD_BYTES + heldBytes(one)
  else for (const key in value) bytes += FIELD_BYTES + heldBytes(value[key as keyof typeof value])
  return bytes
}

/** A cache of plain data of so many bytes in all, keys included; the least recently used goes first. @param ttlMs  how long an answer is good */
export function cacheOfBytes<Value extends NonNullable<unknown>>(maxBytes: number, ttlMs = 0) {
  return new LRUCache<string, Value>({
    maxSize: maxBytes,
    sizeCalculation: (value, key) => heldBytes(key) + heldBytes(value),
    ttl: ttlMs,
  })
}
