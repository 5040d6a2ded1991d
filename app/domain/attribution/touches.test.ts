import { describe, expect, it } from 'vitest';
import type { Touch } from './touches.ts';
import { touchesInWindow } from './touches.ts';

const placedAt = new Date('2026-07-02T10:00:00Z');
const touch = (clickId: string, clickedAt: string, more: Partial<Touch> = {}): Touch => ({
  clickId, collaborationId: 'c-1', clickedAt: new Date(clickedAt), ...more,
});

describe('touches in the window', () => {
  it('counts 30 days of 24 hours up to the order, both ends included', () => {
    const touches = [
      touch('before', '2026-06-02T09:59:59.999Z'),
      touch('first', '2026-06-02T10:00:00Z'),
      touch('last', '2026-07-02T10:00:00Z'),
      touch('after', '2026-07-02T10:00:00.001Z'),
      touch('never', 'not an instant'),
    ];
    expect(touchesInWindow(touches, placedAt, 30).map((t) => t.clickId)).toEqual(['first', 'last']);
  });

  it('leaves out automated clicks and counts a click once', () => {
    const touches = [
      touch('a', '2026-07-01T00:00:00Z'),
      touch('bot', '2026-07-01T00:00:00Z', { automated: true }),
      touch('a', '2026-07-01T00:00:00Z'),
    ];
    expect(touchesInWindow(touches, placedAt, 30).map((t) => t.clickId)).toEqual(['a']);
  });

  it('orders clicks of one millisecond by id, so that arrival changes nothing', () => {
    const at = '2026-07-01T00:00:00Z';
    const touches = [touch('b', at), touch('a', at, { collaborationId: 'c-2' }), touch('a', at, { collaborationId: 'c-1' }), touch('c', at)];
    const expected = touchesInWindow(touches, placedAt, 30);
    expect(expected.map((t) => t.clickId)).toEqual(['a', 'b', 'c']);
    expect(expected[0]?.collaborationId).toBe('c-1');
    expect(touchesInWindow(touches.toReversed(), placedAt, 30)).toEqual(expected);
  });
});
