import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { listAssetContents } from '#db/queries/asset-detail.server.ts';
import { createShare } from '../create-share.server.ts';
import { writeAsset } from '../save-asset.server.ts';
import { createCollection } from '../save-collection.server.ts';
import { grantAssetRight } from '../grant-asset-rights.server.ts';
import { reuseAsset } from '../reuse-asset.server.ts';
import { settleAssets } from '../settle-assets.server.ts';
import { takeInAsset } from '../take-in-asset.server.ts';
import { drawPicture, ringTone } from './draw-picture.ts';
import type { DemoAsset } from './library-story.ts';
import { DEMO_ASSETS, DEMO_COLLECTION, DEMO_TEXTS } from './library-story.ts';
import type { Launched, Stage } from './stage.ts';
import { wanted } from './stage.ts';

/** Fills the library: what the KOLs made, what they granted for it, and where it was used again. */
export async function fillLibrary(stage: Stage, launched: readonly Launched[]): Promise<void> {
  const { db, workspaceId, timeline, doingAt } = stage;
  const byHandle = new Map(launched.map((one) => [one.story.handle, one.collaborationId]));
  const folder = await mkdtemp(path.join(os.tmpdir(), 'kol-demo-'));
  try {
    const assetIds: string[] = [];
    for (const [index, asset] of DEMO_ASSETS.entries()) assetIds.push(await shelve(stage, asset, path.join(folder, String(index)), byHandle.get(asset.handle ?? '') ?? null));
    await gather(stage, assetIds);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  for (const text of DEMO_TEXTS) {
    const { handle, daysAgo, ...words } = text;
    wanted('a text', await writeAsset(db, { workspaceId, ...words, collaborationId: byHandle.get(handle) ?? null }, doingAt(timeline.at(-daysAgo, 15))), 'written');
  }
  await settleAssets(db, { workspaceId, now: timeline.now });
}

/** A collection of the first of them, and a link to it that an agency was given. */
async function gather({ db, workspaceId, timeline, doingAt }: Stage, assetIds: readonly string[]): Promise<void> {
  const doing = doingAt(timeline.at(-2, 15));
  const { name, notes, assets, recipient } = DEMO_COLLECTION;
  const { collectionId } = await createCollection(db, { workspaceId, name, notes, visibility: 'team', assetIds: assetIds.slice(0, assets) }, doing);
  wanted('a link', await createShare(db, { workspaceId, subject: { collectionId }, recipient, allowsDownload: true, days: 14 }, doing), 'created');
}

async function shelve(stage: Stage, asset: DemoAsset, file: string, collaborationId: string | null): Promise<string> {
  const { db, workspaceId, timeline, doingAt } = stage;
  const doing = doingAt(timeline.at(-asset.daysAgo, 16));
  await writeFile(file, asset.picture ? drawPicture(asset.picture) : ringTone());
  const [content] = collaborationId === null ? [] : await listAssetContents(db, workspaceId, collaborationId);
  const { title, caption, tags, language, fileName } = asset;
  const taken = wanted(title, await takeInAsset(db, { workspaceId, file, fileName, title, caption, tags, language, collaborationId, contentId: content?.id ?? null, kolId: null }, doing), 'stored');
  for (const { fromDays, untilDays, ...right } of asset.rights) {
    const grant = { ...right, channels: [...right.channels], territories: [...right.territories], fromDay: timeline.day(fromDays), untilDay: untilDays === null ? null : timeline.day(untilDays) };
    wanted(`rights of ${title}`, await grantAssetRight(db, { workspaceId, assetId: taken.assetId, known: null, grant }, doing), 'granted');
  }
  for (const { daysAgo, place, channel } of asset.uses) {
    const use = { channel, territory: 'CN' as const, on: timeline.day(-daysAgo) };
    wanted(`a use of ${title}`, await reuseAsset(db, { workspaceId, assetId: taken.assetId, use, place }, doingAt(timeline.at(-daysAgo, 10))), 'logged');
  }
  return taken.assetId;
}
