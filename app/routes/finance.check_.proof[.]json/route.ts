import { readAnchors } from '#app/lib/anchor-file.server.ts';
import { page } from '#app/lib/authorize.server.ts';
import { anchorLedger } from '#app/services/anchor-ledger.server.ts';
import { verifyLedger } from '#app/services/verify-ledger.server.ts';

/** What an auditor keeps: the verdict of now, the head, and every head that was anchored before. The head is anchored with it. */
export const loader = page('audit:read', async ({ db, workspaceId, actor, now }) => {
  await anchorLedger(db, { workspaceId }, { now });
  const verdict = await verifyLedger(db, { workspaceId }, { now });
  const { anchors, brokenLines } = readAnchors(workspaceId);
  const proof = {
    form: 'kol-ledger-proof-1', workspace: { id: workspaceId, name: actor.workspace.name }, provedAt: now.toISOString(), provedFor: actor.name, status: verdict.status,
    entries: verdict.checked, head: { sequence: verdict.checked, hash: verdict.headHash }, firstBroken: verdict.firstBroken, mismatches: verdict.mismatches.length,
    anchors: anchors.map(({ sequence, hash, at }) => ({ sequence, hash, at })), brokenAnchorLines: brokenLines,
    how: 'Each entry carries HMAC-SHA-256 over its columns, its postings and the code of the entry before it, under the key of the portal; `kol ledger verify` computes them all again.',
  };
  return new Response(`${JSON.stringify(proof, null, 2)}\n`, {
    headers: {
      'content-type': 'application/json; charset=utf-8', 'content-disposition': `attachment; filename="ledger-proof-${now.toISOString().slice(0, 10)}.json"`, 'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  });
});
