import type { Permission } from '../permission.ts';
import type { ImportKind } from './import-run.ts';

/** What a person needs, beside `imports:run`, to take in files of a kind: an import does what the forms of its kind do. */
const NEEDED: Readonly<Record<ImportKind, Permission>> = {
  roster: 'roster:write', campaigns: 'roster:write', collaborations: 'roster:write', content: 'content:write', orders: 'imports:run', costs: 'costs:write', payments: 'costs:write',
};

/** Whether a person may import files of a kind, and see what those imports rejected. */
export function mayImport(kind: ImportKind, can: (permission: Permission) => boolean): boolean {
  return can('imports:run') && can(NEEDED[kind]);
}
