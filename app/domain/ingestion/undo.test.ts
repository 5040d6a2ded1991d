import { describe, expect, test } from 'vitest';
import { IMPORT_STATUSES } from './import-run.ts';
import { isUndoKept, UNDO_OBSTACLES, undoReasons, undoReasonText, undoStanding } from './undo.ts';

describe('an import', () => {
  test('can be undone while it stands applied, and one that is undone is no failure', () => {
    expect(IMPORT_STATUSES.filter((status) => undoStanding(status) === 'possible')).toEqual(['applied']);
    expect(IMPORT_STATUSES.filter((status) => undoStanding(status) === 'already-undone')).toEqual(['undone']);
  });

  test('cannot be undone for every reason that was found, in a fixed order; what was not found is none', () => {
    expect(undoReasons({})).toEqual([]);
    expect(undoReasons({ 'refunds-since': 1, 'kols-changed': 2, 'clicks': 0 })).toEqual([{ obstacle: 'kols-changed', count: 2 }, { obstacle: 'refunds-since', count: 1 }]);
  });

  test('needs what it found to have been kept, but for orders that it made, and for nothing', () => {
    expect(isUndoKept('roster', { created: 1, updated: 0, images: 1 })).toBe(true);
    expect(isUndoKept('roster', { created: 1, updated: 0, images: 0 })).toBe(false);
    expect(isUndoKept('roster', { created: 0, updated: 0, images: 0 })).toBe(true);
    expect(isUndoKept('orders', { created: 5, updated: 0, images: 0 })).toBe(true);
    expect(isUndoKept('orders', { created: 5, updated: 1, images: 0 })).toBe(false);
  });

  test('is refused with a sentence for every reason', () => {
    const sentences = UNDO_OBSTACLES.map((obstacle) => undoReasonText({ obstacle, count: 3 }));
    expect(sentences.every((sentence) => /^3 [a-zK]/.test(sentence))).toBe(true);
    expect(new Set(sentences).size).toBe(UNDO_OBSTACLES.length);
  });
});
