import * as z from 'zod';

/** What can be imported (interfaces.md). */
export const IMPORT_KINDS = ['roster', 'campaigns', 'collaborations', 'content', 'orders', 'costs', 'payments'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];
export const importKindSchema = z.enum(IMPORT_KINDS);

/** What the worker is asked for: to say what would happen, or to do it. */
export const IMPORT_PURPOSES = ['check', 'apply'] as const;
export type ImportPurpose = (typeof IMPORT_PURPOSES)[number];

/**
 * Where an import stands: waiting for the worker, with the worker, checked and waiting for a person, carried out, kept out because of bad
 * rows, not readable, given up, taken back.
 */
export const IMPORT_STATUSES = ['queued', 'running', 'previewed', 'applied', 'refused', 'failed', 'cancelled', 'undone'] as const;
export type ImportStatus = (typeof IMPORT_STATUSES)[number];
export const importStatusSchema = z.enum(IMPORT_STATUSES);

/** What can happen to an import; each names the states it starts from and the one it leads to. */
export const IMPORT_STEPS = {
  /** Asked for by people. */
  check: { from: ['previewed', 'refused', 'failed'], to: 'queued' },
  apply: { from: ['previewed', 'refused'], to: 'queued' },
  cancel: { from: ['queued', 'running', 'previewed', 'refused', 'failed'], to: 'cancelled' },
  undo: { from: ['applied'], to: 'undone' },
  /** Done by the worker; one that was lost is taken up again. */
  begin: { from: ['queued', 'running'], to: 'running' },
  putBack: { from: ['running'], to: 'queued' },
  preview: { from: ['running'], to: 'previewed' },
  complete: { from: ['running'], to: 'applied' },
  refuse: { from: ['running'], to: 'refused' },
  fail: { from: ['running'], to: 'failed' },
} as const satisfies Record<string, { from: readonly ImportStatus[]; to: ImportStatus }>;

export type ImportStep = keyof typeof IMPORT_STEPS;

/** Whether a step may be taken from a state: the one answer for services, queries and disabled buttons. */
export function canTakeImportStep(status: ImportStatus, step: ImportStep): boolean {
  return (IMPORT_STEPS[step].from as readonly ImportStatus[]).includes(status);
}

/** With the worker, or on the way to it: what the page waits for. */
export function isUnderWay(status: ImportStatus): boolean {
  return status === 'queued' || status === 'running';
}

/** A worker that gave no sign of life for so long has lost its import to the next one. */
export const LOST_AFTER_SECONDS = 30;
/** How often an import is taken up before it counts as one that brings its worker down. */
export const MAX_ATTEMPTS = 3;
/** How long an uploaded file is kept for a person to come back to. */
export const FILE_KEPT_HOURS = 24;
/** How long a check that led to nothing is remembered. */
export const UNUSED_CHECK_KEPT_DAYS = 30;
