import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { DatabaseHandle } from '#db/client.server.ts';
import { openDatabase } from '#db/client.server.ts';
import { aCampaign, aCollaboration } from '#tests/factories/collaboration.ts';
import { aWorkspace } from '#tests/factories/workspace.ts';
import { connectShop } from '#app/services/connect-shop.server.ts';
import { createToken } from '#app/services/create-token.server.ts';
import { PORTAL_ACTOR } from '#app/services/doing.ts';
import type { Bench } from './line.ts';
import type { PortalProcess } from './portal-process.ts';
import { startPortal } from './portal-process.ts';

export interface OrderWorld {
  readonly portal: PortalProcess;
  readonly handle: DatabaseHandle;
  /** Of the webhook of its shop. */
  readonly path: string;
  readonly secret: string;
  /** A key for the API. */
  readonly token: string;
  readonly coupons: readonly string[];
  close(): Promise<void>;
}

const COLLABORATIONS = 50;

/** A web process alone over an empty database with a connected shop and fifty collaborations whose coupons orders may name. */
export async function openOrderWorld(bench: Bench, name: string): Promise<OrderWorld> {
  const url = await bench.makeDatabase(name);
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'kol-bench-data-'));
  // Secrets are sealed here and opened there.
  process.env['KOL_DATA_DIR'] = dataDir;
  const handle = openDatabase(url, { max: 2 });
  const doing = { now: new Date(), actor: PORTAL_ACTOR };
  const workspaceId = await aWorkspace(handle.db);
  const campaignId = await aCampaign(handle.db, { workspaceId });
  const coupons: string[] = [];
  for (let made = 0; made < COLLABORATIONS; made += 1) coupons.push((await aCollaboration(handle.db, { workspaceId, campaignId, startsOn: daysAgo(20), endsOn: daysAgo(-20) })).coupon);
  const secret = 'bench secret';
  const { connectionId } = await connectShop(handle.db, { workspaceId, shop: 'bench', kind: 'shopify', secret }, doing);
  const { token } = await createToken(handle.db, { workspaceId, name: 'bench', scopes: ['orders:write'], expiresAt: null }, doing);
  const portal = await startPortal(bench.program, { ROLE: 'web', DATABASE_URL: url, KOL_DATA_DIR: dataDir, KOL_DEMO: '0' });
  return {
    portal, handle, path: `/webhooks/shopify/${connectionId}`, secret, token, coupons,
    close: async () => {
      await portal.stop();
      await handle.close();
      fs.rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}
