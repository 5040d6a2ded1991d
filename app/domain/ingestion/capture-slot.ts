const HOUR_MS = 3_600_000;
const SLOT_HOURS = 24;
/** A post's last slot stays open so long: an outage does not cost it its last fixed age. */
export const LAST_SLOT_HOURS = 7 * 24;

export interface CaptureSlot {
  /** Hours after the publication at which it begins: its identity. */
  readonly slotHours: number;
  /** Whether it begins at an age at which posts are compared. */
  readonly isFixedAge: boolean;
}

/**
 * The slot of its life in which a post is at an instant. Slots begin daily, counted from the publication, and at every fixed age
 * (product.md section 8), up to the last; a post is asked for once a slot, so that each fixed age has a snapshot taken right after it.
 * Null before the publication, and once the last slot is over.
 * @param ageHours the fixed ages, in any order
 */
export function captureSlotAt(publishedAt: Date, at: Date, ageHours: readonly number[]): CaptureSlot | null {
  const lived = (at.getTime() - publishedAt.getTime()) / HOUR_MS;
  const last = Math.max(...ageHours);
  if (lived < 0 || lived >= last + LAST_SLOT_HOURS) return null;
  const day = Math.min(Math.floor(lived / SLOT_HOURS), Math.floor(last / SLOT_HOURS)) * SLOT_HOURS;
  const slotHours = Math.max(day, ...ageHours.filter((age) => age <= lived));
  return { slotHours, isFixedAge: ageHours.includes(slotHours) };
}

export interface CapturedPost {
  readonly publishedAt: Date;
  readonly unavailableAt: Date | null;
  /** The last slot in which it was asked for. */
  readonly askedSlotHours: number | null;
}

/** The slot for which a post is to be asked now; null when it was, or need not be. A post that is gone is asked for at the fixed ages only. */
export function dueSlot(post: CapturedPost, now: Date, ageHours: readonly number[]): number | null {
  const slot = captureSlotAt(post.publishedAt, now, ageHours);
  if (slot === null || (post.askedSlotHours ?? -1) >= slot.slotHours) return null;
  return post.unavailableAt === null || slot.isFixedAge ? slot.slotHours : null;
}
