import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import type { Transaction } from 'kysely';
import type { StoredBytes } from '#db/queries/asset-file.server.ts';
import { listFilesAfter } from '#db/queries/asset-file.server.ts';
import type { Database } from '#db/schema.ts';
import { anchorPath } from '../anchor-file.server.ts';
import { environment } from '../env.server.ts';
import { fileKey, thumbnailKey } from '../object-store/file-keys.ts';
import { objectStore } from '../object-store/open-store.server.ts';
import { findPortalKey, keepPortalKey, keyFingerprint, portalKeyFile } from '../secret.server.ts';
import { BackupError, PART } from './manifest.ts';
import type { OpenBackup } from './open-backup.server.ts';

const FILES_AT_ONCE = 1_000;

/** What a backup puts outside the database, and takes back when the rows do not get in. */
export class RestoredFiles {
  /** Files of the library, small pictures included. */
  stored = 0;
  /** Workspaces that had an anchor file here: it may know of later entries than the backup, so it stays. */
  readonly keptAnchors = new Set<string>();
  readonly #backup: OpenBackup;
  readonly #newKeys: string[] = [];
  readonly #newPaths: string[] = [];

  constructor(backup: OpenBackup) {
    this.#backup = backup;
  }

  /**
   * Sees to it that the portal's key is the one that the backup was made under: it is that already, or it comes with the backup, or nobody minds.
   * @throws BackupError `other_key`
   */
  async settleKey(goesOnWithout: boolean): Promise<'same' | 'other'> {
    const { fingerprint, isIncluded } = this.#backup.manifest.key;
    const own = findPortalKey();
    if (fingerprint === null || (own !== null && keyFingerprint(own) === fingerprint)) return 'same';
    if (own === null && isIncluded) {
      const key = await text(await this.#backup.read(PART.key));
      if (!/^[0-9a-f]{64}$/.test(key) || keyFingerprint(key) !== fingerprint) throw new BackupError('damaged', 'the backup is damaged: the key in it is not the one that it was made under');
      this.#newPaths.push(keepPortalKey(key));
      return 'same';
    }
    if (goesOnWithout) return 'other';
    const where = portalKeyFile();
    const state = own === null ? 'the portal has no key yet, and none is in the backup' : `the portal's key (KOL_SECRET, or ${where}) is another`;
    throw new BackupError('other_key', `the backup was made under a key that is not here: ${state}. Without it the ledger cannot be verified, buyers and visitors are not recognised and sealed secrets cannot be opened. `
      + `Set KOL_SECRET as it was, or put that portal.key at ${where}; --without-key restores all the same`);
  }

  /** Puts every file that the loaded rows name, and that the backup has, into the library's storage, and the anchors into their folder. */
  async store(trx: Transaction<Database>): Promise<void> {
    const { dataDir } = environment();
    await mkdir(path.join(dataDir, 'tmp'), { recursive: true, mode: 0o700 });
    const folder = await mkdtemp(path.join(dataDir, 'tmp', 'restore-'));
    try {
      for (let page = await listFilesAfter(trx, null, FILES_AT_ONCE); page.length > 0; page = await listFilesAfter(trx, page.at(-1) ?? null, FILES_AT_ONCE)) {
        for (const row of page) await this.#storeRow(row, path.join(folder, 'file'));
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    for (const workspaceId of this.#backup.manifest.anchors) await this.#keepAnchors(workspaceId);
  }

  /** Leaves nothing of what this put there; what was there before stays. */
  async takeBack(): Promise<void> {
    for (const key of this.#newKeys) await objectStore().delete(key);
    for (const file of this.#newPaths) await rm(file, { force: true });
  }

  /** Small pictures first, as when a file is taken in: an original in its place has them. */
  async #storeRow({ workspaceId, hash, mediaType, bytes, thumbnails }: StoredBytes, file: string): Promise<void> {
    for (const width of thumbnails) await this.#storeFile(thumbnailKey(workspaceId, hash, width), file, { bytes: 0, mediaType: 'image/webp' });
    await this.#storeFile(fileKey(workspaceId, hash), file, { bytes, mediaType });
  }

  async #storeFile(key: string, file: string, about: { readonly bytes: number; readonly mediaType: string }): Promise<void> {
    const part = PART.file(key);
    if (!this.#backup.has(part) || this.#backup.manifest.files.altered.includes(key)) return;
    const store = objectStore();
    await pipeline(await this.#backup.read(part), createWriteStream(file));
    if ((await store.sizeOf(key)) === null) this.#newKeys.push(key);
    await store.putFile(key, file, about);
    this.stored += 1;
  }

  async #keepAnchors(workspaceId: string): Promise<void> {
    const file = anchorPath(workspaceId);
    const anchors = await buffer(await this.#backup.read(PART.anchor(workspaceId)));
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    const there = await readFile(file).catch(() => null);
    if (there === null) {
      this.#newPaths.push(file);
      await writeFile(file, anchors, { flag: 'wx', mode: 0o600, flush: true });
    } else if (!there.equals(anchors)) this.keptAnchors.add(workspaceId);
  }
}
