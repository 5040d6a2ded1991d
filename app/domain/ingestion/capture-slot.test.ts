import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { snapshotsByAge } from '../scoring/age.ts';
import { captureSlotAt, dueSlot } from './capture-slot.ts';

const AGES = [24, 168, 504, 1080];
const PUBLISHED = new Date('2026-06-16T02:30:00Z');
const at = (hours: number) => new Date(PUBLISHED.getTime() + hours * 3_600_000);

test.each([
  [-0.1, null], [0, 0], [23.9, 0], [24, 24], [47.9, 24], [48, 48], [168, 168], [1079, 1056], [1080, 1080], [1080 + 167, 1080], [1080 + 168, null],
])('%s hours after publication a post is in the slot that begins at %s', (hours, slotHours) => {
  expect(captureSlotAt(PUBLISHED, at(hours), AGES)?.slotHours ?? null).toBe(slotHours);
});

test('a fixed age that is no whole day begins a slot of its own', () => {
  expect(captureSlotAt(PUBLISHED, at(37), [36, 100])).toEqual({ slotHours: 36, isFixedAge: true });
  expect(captureSlotAt(PUBLISHED, at(48), [36, 100])).toEqual({ slotHours: 48, isFixedAge: false });
  expect(captureSlotAt(PUBLISHED, at(130), [36, 100])).toEqual({ slotHours: 100, isFixedAge: true });
});

test('a slot is asked for once, and one that was missed is not asked for later', () => {
  const post = { publishedAt: PUBLISHED, unavailableAt: null };
  expect(dueSlot({ ...post, askedSlotHours: null }, at(30), AGES)).toBe(24);
  expect(dueSlot({ ...post, askedSlotHours: 24 }, at(30), AGES)).toBeNull();
  expect(dueSlot({ ...post, askedSlotHours: 0 }, at(80), AGES)).toBe(72);
  expect(dueSlot({ ...post, askedSlotHours: 1080 }, at(1100), AGES)).toBeNull();
  expect(dueSlot({ ...post, askedSlotHours: null }, at(5000), AGES)).toBeNull();
});

test('a post that is gone is asked for at the fixed ages only', () => {
  const post = { publishedAt: PUBLISHED, unavailableAt: at(1), askedSlotHours: 0 };
  const asked = Array.from({ length: 1250 }, (_, hour) => dueSlot(post, at(hour), AGES)).filter((slot) => slot !== null);
  expect([...new Set(asked)]).toEqual(AGES);
});

test('whoever is asked at once whenever a slot is due has a snapshot of every fixed age', () => {
  const offsets = fc.array(fc.double({ min: 0.05, max: 20, noNaN: true }), { minLength: 60, maxLength: 60 });
  fc.assert(fc.property(offsets, (delays) => {
    let asked: number | null = null;
    const snapshots: { capturedAt: Date; views: number; impressions: null; likes: null; comments: null; shares: null; saves: null; positiveComments: null; neutralComments: null; negativeComments: null }[] = [];
    for (let slot = 0; slot <= 45; slot += 1) {
      const now = at(slot * 24 + (delays[slot] ?? 1));
      const due = dueSlot({ publishedAt: PUBLISHED, unavailableAt: null, askedSlotHours: asked }, now, AGES);
      if (due === null) continue;
      asked = due;
      snapshots.push({ capturedAt: now, views: slot, impressions: null, likes: null, comments: null, shares: null, saves: null, positiveComments: null, neutralComments: null, negativeComments: null });
    }
    const served = snapshotsByAge({ publishedAt: PUBLISHED, snapshots }, at(1200), AGES);
    expect([...served.keys()].sort((a, b) => a - b)).toEqual(AGES);
  }), { numRuns: 50 });
});
