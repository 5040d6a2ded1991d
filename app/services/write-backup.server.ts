import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { ControlledTransaction, Kysely } from 'kysely';
import { listAppliedMigrations } from '#db/migrate.server.ts';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import type { StoredBytes } from '#db/queries/asset-file.server.ts';
import { listFilesAfter } from '#db/queries/asset-file.server.ts';
import { findClickMonths, listLedgerHeads, readSnapshotInstant } from '#db/queries/backup.server.ts';
import { copyOut, listCopiedTables, settleForCopy } from '#db/queries/table-copy.server.ts';
import type { Database } from '#db/schema.ts';
import { anchorPath } from '#app/lib/anchor-file.server.ts';
import { ContentSum, namesSha256 } from '#app/lib/backup-file/content-sum.server.ts';
import type { BackupManifest } from '#app/lib/backup-file/manifest.ts';
import { BACKUP_FORMAT, LEFT_OUT, PART } from '#app/lib/backup-file/manifest.ts';
import { writeWholeFile } from '#app/lib/backup-file/write-file.server.ts';
import type { UnmeasuredEntry } from '#app/lib/file-writing/zip-stream.server.ts';
import { zipStream } from '#app/lib/file-writing/zip-stream.server.ts';
import { newId } from '#app/lib/ids.server.ts';
import { fileKey, thumbnailKey } from '#app/lib/object-store/file-keys.ts';
import { objectStore } from '#app/lib/object-store/open-store.server.ts';
import { findPortalKey, keyFingerprint } from '#app/lib/secret.server.ts';
import type { Doing } from './doing.ts';

export interface BackupWishes {
  readonly file: string;
  /** Whether a file of that name is replaced. */
  readonly replaces: boolean;
  /** Whether the portal's key goes in: whoever has the file can then read and forge everything that the key protects. */
  readonly withKey: boolean;
  readonly portalVersion: string;
}

/**
 * Writes one ZIP with everything that the portal keeps, while it runs: every table of all workspaces as of one instant, the library's files, the heads of the ledgers
 * that were kept outside the database, and a manifest of what each part comes to. Holds a piece at a time. Returns the manifest.
 * @throws BackupError when the file is there already
 */
export async function writeBackup(db: Kysely<Database>, wishes: BackupWishes, { now, actor }: Doing): Promise<BackupManifest> {
  const contents = new BackupContents(db, wishes, now);
  await writeWholeFile(wishes.file, zipStream(contents.parts()), { replaces: wishes.replaces, now });
  const manifest = contents.manifest();
  for (const { id } of manifest.workspaces) {
    const after = { takenAt: manifest.takenAt, file: path.basename(wishes.file), withKey: wishes.withKey };
    await insertAuditEntries(db, id, [{ id: newId(), at: now, actor, action: 'workspace.back-up', subjectKind: 'workspace', subjectId: id, after }]);
  }
  return manifest;
}

class BackupContents {
  readonly #db: Kysely<Database>;
  readonly #wishes: BackupWishes;
  readonly #now: Date;
  readonly #tables: BackupManifest['tables'] = [];
  readonly #anchors: string[] = [];
  readonly #missing: string[] = [];
  readonly #altered: string[] = [];
  readonly #fileNames: string[] = [];
  #fileBytes = 0;
  #snapshot: Snapshot | undefined;
  #leftOut: string[] = [];
  #key: BackupManifest['key'] = { fingerprint: null, isIncluded: false };

  constructor(db: Kysely<Database>, wishes: BackupWishes, now: Date) {
    this.#db = db;
    this.#wishes = wishes;
    this.#now = now;
  }

  /** The manifest comes last: only then it is known what everything came to. */
  async *parts(): AsyncGenerator<UnmeasuredEntry> {
    // Before the snapshot: an anchor that is in a backup must not be ahead of its ledger.
    const anchors = await this.#readAnchors();
    const snapshot = await this.#db.startTransaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute();
    try {
      await settleForCopy(snapshot);
      this.#snapshot = await readSnapshot(snapshot);
      yield* this.#tableParts(snapshot);
    } finally {
      await snapshot.rollback().execute();
    }
    for (const [workspaceId, text] of anchors) {
      this.#anchors.push(workspaceId);
      yield this.#part(PART.anchor(workspaceId), Readable.from([text]), true);
    }
    yield* this.#fileParts(this.#snapshot.files);
    const key = findPortalKey();
    this.#key = { fingerprint: key === null ? null : keyFingerprint(key), isIncluded: key !== null && this.#wishes.withKey };
    if (key !== null && this.#wishes.withKey) yield this.#part(PART.key, Readable.from([Buffer.from(key)]), false);
    yield this.#part(PART.manifest, Readable.from([Buffer.from(`${JSON.stringify(this.manifest(), null, 2)}\n`)]), true);
  }

  /** What was written; whole once all parts have been read. */
  manifest(): BackupManifest {
    if (!this.#snapshot) throw new Error('nothing has been written yet');
    const { takenAt, migrations, workspaces, clickMonths } = this.#snapshot;
    return {
      format: BACKUP_FORMAT.name, version: BACKUP_FORMAT.version, takenAt, portalVersion: this.#wishes.portalVersion, migrations, tables: this.#tables, leftOut: this.#leftOut,
      workspaces: workspaces.map(({ id, slug, name, sequence, hash }) => ({ id, slug, name, ledger: { sequence, hash } })), clickMonths,
      files: { count: this.#fileNames.length, bytes: this.#fileBytes, namesSha256: namesSha256(this.#fileNames), missing: this.#missing, altered: this.#altered },
      anchors: this.#anchors, key: this.#key,
    };
  }

  async *#tableParts(snapshot: ControlledTransaction<Database>): AsyncGenerator<UnmeasuredEntry> {
    const tables = await listCopiedTables(snapshot);
    this.#leftOut = tables.map(({ name }) => name).filter((name) => LEFT_OUT.has(name));
    for (const { name, columns } of tables.filter((table) => !LEFT_OUT.has(table.name))) {
      const sum = new ContentSum();
      yield this.#part(PART.table(name), Readable.from(sum.passing(copyOut(snapshot, { name, columns }))), true);
      this.#tables.push({ name, columns: [...columns], rows: sum.lines, bytes: sum.bytes, sha256: sum.digest() });
    }
  }

  /** A library that lacks a file is backed up all the same, and the manifest says what it lacks. */
  async *#fileParts(files: readonly StoredBytes[]): AsyncGenerator<UnmeasuredEntry> {
    for (const { workspaceId, hash, thumbnails } of files) {
      for (const width of thumbnails) yield* this.#filePart(thumbnailKey(workspaceId, hash, width), null);
      yield* this.#filePart(fileKey(workspaceId, hash), hash.toString('hex'));
    }
  }

  async *#filePart(key: string, sha256: string | null): AsyncGenerator<UnmeasuredEntry> {
    const content = await objectStore().read(key);
    if (content === null) {
      this.#missing.push(key);
      return;
    }
    const sum = new ContentSum();
    yield this.#part(PART.file(key), Readable.from(sum.passing(content)), false);
    this.#fileNames.push(PART.file(key));
    this.#fileBytes += sum.bytes;
    if (sha256 !== null && sum.digest() !== sha256) this.#altered.push(key);
  }

  async #readAnchors(): Promise<[string, Buffer][]> {
    const found: [string, Buffer][] = [];
    for (const { id } of await listLedgerHeads(this.#db)) {
      const text = await readFile(anchorPath(id)).catch(() => null);
      if (text !== null) found.push([id, text]);
    }
    return found;
  }

  #part(name: string, content: Readable, isPacked: boolean): UnmeasuredEntry {
    return { name, modifiedAt: this.#now, bytes: null, isPacked, open: async () => content };
  }
}

type Snapshot = Awaited<ReturnType<typeof readSnapshot>>;

async function readSnapshot(snapshot: ControlledTransaction<Database>) {
  const files: StoredBytes[] = [];
  for (;;) {
    const page = await listFilesAfter(snapshot, files.at(-1) ?? null, FILES_AT_ONCE);
    files.push(...page);
    if (page.length < FILES_AT_ONCE) break;
  }
  return {
    takenAt: await readSnapshotInstant(snapshot),
    migrations: await listAppliedMigrations<Database>(snapshot), workspaces: await listLedgerHeads(snapshot), clickMonths: await findClickMonths(snapshot), files,
  };
}

const FILES_AT_ONCE = 5_000;
