import path from 'node:path';
import { environment } from '../env.server.ts';
import { createDiskStore } from './disk-store.server.ts';
import type { ObjectStore } from './object-store.ts';
import { createS3Store } from './s3-store.server.ts';

let known: ObjectStore | undefined;

/** Where the library's files are: the bucket of S3_ENDPOINT, else `assets` in the data folder. */
export function objectStore(): ObjectStore {
  if (known) return known;
  const { s3, dataDir } = environment();
  known = s3 ? createS3Store(s3) : createDiskStore(path.join(dataDir, 'assets'));
  return known;
}

/** Another store for the rest of the process; for tests. Null goes back to the environment's. */
export function setObjectStore(store: ObjectStore | null): void {
  known = store ?? undefined;
}
