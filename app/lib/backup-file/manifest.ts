import * as z from 'zod';

export const BACKUP_FORMAT = { name: 'kol-backup', version: 1 } as const;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const tableSchema = z.strictObject({
  name: z.string(),
  columns: z.array(z.string()),
  rows: z.int().min(0),
  bytes: z.int().min(0),
  sha256,
});

/** What `manifest.json` of a backup holds. A part that is not as it says is damaged. */
export const manifestSchema = z.strictObject({
  format: z.literal(BACKUP_FORMAT.name),
  version: z.literal(BACKUP_FORMAT.version),
  /** Of the snapshot: what was committed before it is in, what was not is out. */
  takenAt: z.iso.datetime(),
  portalVersion: z.string(),
  /** Of the schema that the rows are of, all of them in their order. */
  migrations: z.array(z.string()).min(1),
  /** In the order in which they are loaded. */
  tables: z.array(tableSchema),
  /** Tables whose rows stay behind. */
  leftOut: z.array(z.string()),
  workspaces: z.array(z.strictObject({ id: z.uuid(), slug: z.string(), name: z.string(), ledger: z.strictObject({ sequence: z.int().min(0), hash: sha256.nullable() }) })),
  /** First days of the months that need a partition. */
  clickMonths: z.strictObject({ first: z.iso.date(), last: z.iso.date() }).nullable(),
  files: z.strictObject({
    count: z.int().min(0),
    bytes: z.int().min(0),
    /** Of their names, sorted, a line each. */
    namesSha256: sha256,
    /** Keys that were not in the storage. */
    missing: z.array(z.string()),
    /** Keys that were there with other bytes than theirs: the parts are in, but are not restored. */
    altered: z.array(z.string()),
  }),
  /** Workspaces whose anchor file is in. */
  anchors: z.array(z.uuid()),
  key: z.strictObject({ fingerprint: z.string().nullable(), isIncluded: z.boolean() }),
});
export type BackupManifest = z.infer<typeof manifestSchema>;

/** Enough to tell that a file is a backup of a newer portal, whatever else that writes. */
export const formatSchema = z.looseObject({ format: z.literal(BACKUP_FORMAT.name), version: z.int().min(1) });

/** Names of the parts. */
export const PART = {
  manifest: 'manifest.json',
  key: 'portal.key',
  table: (name: string) => `tables/${name}.copy`,
  anchor: (workspaceId: string) => `anchors/${workspaceId}.log`,
  file: (key: string) => `files/${key}`,
} as const;

/**
 * Tables whose rows are no part of the record: who is signed in (whoever signed out stays so), failed tries, which are kept for a day. Restored people sign in again.
 */
export const LEFT_OUT: ReadonlySet<string> = new Set(['session', 'sign_in_attempt', 'asset_share_miss']);

/** Why a backup cannot be made or restored, in a sentence for whoever is at the command line; nothing was changed. */
export class BackupError extends Error {
  readonly code: 'file_exists' | 'damaged' | 'newer_format' | 'other_history' | 'other_key' | 'not_empty';

  constructor(code: BackupError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
