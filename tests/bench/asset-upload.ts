import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openDatabase } from '#db/client.server.ts';
import { insertSession } from '#db/queries/session.server.ts';
import { aWorkspace } from '#tests/factories/workspace.ts';
import type { BenchLine } from './line.ts';
import { startPortal } from './portal-process.ts';

const FILES = 8;
const PART = Buffer.alloc(4_194_304);
const MP4_HEAD = Buffer.from('000000206674797069736f6d0000020069736f6d69736f32617663316d703431', 'hex');

/** Eight files of 200 MB at once through the web process: what its memory grows by, and how fast they arrive. */
export const assetUploadLine: BenchLine = {
  name: 'asset-upload',
  measure: async (bench) => {
    const url = await bench.makeDatabase('uploads');
    const folder = await mkdtemp(path.join(os.tmpdir(), 'kol-bench-uploads-'));
    const handle = openDatabase(url, { max: 2 });
    const portal = await startPortal(bench.program, { ROLE: 'web', DATABASE_URL: url, KOL_DATA_DIR: folder, KOL_DEMO: '0' });
    try {
      const send = await aSender(handle.db, portal.port);
      const memory = () => Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${portal.child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1_000;
      const bytes = bench.quick ? 50_000_000 : 200_000_000;
      bench.progress('asset-upload: one small file first');
      await send(10_000_000);
      const before = memory();
      let peak = before;
      const watch = setInterval(() => (peak = Math.max(peak, memory())), 20);
      bench.progress(`asset-upload: ${FILES} files of ${bytes / 1_000_000} MB`);
      const startedAt = performance.now();
      await Promise.all(Array.from({ length: FILES }, () => send(bytes)));
      const seconds = (performance.now() - startedAt) / 1_000;
      clearInterval(watch);
      return [
        { figure: `${FILES} uploads of ${bytes / 1_000_000} MB at once: memory of the web process grows by`, value: peak - before, unit: 'MB', reference: null, ratio: null, demanded: { of: 'value', bound: 'at most', limit: 150 }, note: `from ${before.toFixed(0)} MB` },
        { figure: 'the same: hashed, stored and listed', value: (FILES * bytes) / 1_000_000 / seconds, unit: 'MB/s', reference: null, ratio: null, demanded: null },
      ];
    } finally {
      await portal.stop();
      await handle.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** A signed-in person's browser that sends files of so many bytes, each another. */
async function aSender(db: Parameters<typeof insertSession>[0], port: number): Promise<(bytes: number) => Promise<void>> {
  const workspaceId = await aWorkspace(db);
  const userId = workspaceId;
  const now = new Date();
  await db.insertInto('app_user').values({ id: userId, email: 'sender@bench.example', name: 'Sender', password_hash: '-', created_at: now, disabled_at: null }).execute();
  await db.insertInto('membership').values({ workspace_id: workspaceId, user_id: userId, role: 'content', seat: null, created_at: now }).execute();
  const token = randomBytes(32).toString('base64url');
  await insertSession(db, { tokenHash: createHash('sha256').update(token).digest(), userId, workspaceId, now, expiresAt: new Date(now.getTime() + 3_600_000) });
  const origin = `http://localhost:${port}`;
  const headers = { cookie: `sid=${token}`, origin };
  return async (bytes) => {
    const ask = async (address: string, init: RequestInit, status: number) => {
      const answer = await fetch(`${origin}${address}`, { ...init, headers: { ...headers, ...init.headers } });
      if (answer.status !== status) throw new Error(`${init.method} ${address} answered ${answer.status}: ${await answer.text()}`);
      return answer;
    };
    const announced = await ask('/assets/uploads', { method: 'POST', body: JSON.stringify({ name: 'film.mp4', bytes }) }, 201);
    const { uploadId } = await announced.json() as { uploadId: string };
    for (let offset = 0; offset < bytes;) {
      const part = Buffer.from(PART.subarray(0, Math.min(PART.length, bytes - offset)));
      randomBytes(32).copy(part, part.length - 32);
      if (offset === 0) MP4_HEAD.copy(part);
      await ask(`/assets/uploads/${uploadId}`, { method: 'PATCH', body: part, headers: { 'upload-offset': String(offset) } }, 204);
      offset += part.length;
    }
    await (await ask(`/assets/uploads/${uploadId}`, { method: 'POST' }, 200)).arrayBuffer();
  };
}
