import { describe, expect, test } from 'vitest';
import type { ImportStatus, ImportStep } from './import-run.ts';
import { canTakeImportStep, IMPORT_STATUSES, IMPORT_STEPS, isUnderWay } from './import-run.ts';

const from = (step: ImportStep): ImportStatus[] => IMPORT_STATUSES.filter((status) => canTakeImportStep(status, step));

describe('the life of an import', () => {
  test('what a person may ask for, by where it stands', () => {
    expect(from('check')).toEqual(['previewed', 'refused', 'failed']);
    expect(from('apply')).toEqual(['previewed', 'refused']);
    expect(from('undo')).toEqual(['applied']);
    expect(from('cancel')).toEqual(['queued', 'running', 'previewed', 'refused', 'failed']);
  });

  test('what is applied can only be undone, and what is cancelled or undone stays so', () => {
    const leaving = (status: ImportStatus) => Object.keys(IMPORT_STEPS).filter((step) => canTakeImportStep(status, step as ImportStep)); // Object.keys forgets what the keys are.
    expect(leaving('applied')).toEqual(['undo']);
    expect([leaving('cancelled'), leaving('undone')]).toEqual([[], []]);
  });

  test('every state but the first is reached by some step, and the worker ends what it begins', () => {
    const reached = new Set<ImportStatus>(Object.values(IMPORT_STEPS).map(({ to }) => to));
    expect(IMPORT_STATUSES.filter((status) => !reached.has(status))).toEqual([]);
    for (const step of ['preview', 'complete', 'refuse', 'fail', 'putBack'] as const) expect(from(step)).toEqual(['running']);
    expect(IMPORT_STATUSES.filter(isUnderWay)).toEqual(['queued', 'running']);
  });
});
