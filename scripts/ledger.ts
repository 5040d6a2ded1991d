import { readFile } from 'node:fs/promises';
import type { ChainFault } from '#app/domain/finance/ledger-chain.ts';
import { amountText } from '#app/domain/money.ts';
import { anchorPath, checkAnchors } from '#app/lib/anchor-file.server.ts';
import { anchorLedger } from '#app/services/anchor-ledger.server.ts';
import type { LedgerVerdict } from '#app/services/verify-ledger.server.ts';
import { verifyLedger } from '#app/services/verify-ledger.server.ts';
import type { Command, CommandContext, ExitCode, Portal } from './command.ts';
import { chosen, EXIT, readArguments } from './command.ts';

export const ledgerCommand: Command = {
  help: `
Usage: kol ledger verify [--anchors FILE] [--json] [--workspace SLUG]
       kol ledger anchor [--json] [--workspace SLUG]

verify  checks every entry of the ledger: its code, its number, that its postings sum to zero, that it reaches the heads
        that were anchored outside the database, and that costs and payments are the sums of their postings.
        Exit code 1 when it does not hold; the first broken entry is named.
anchor  writes the ledger's head to the anchor file in the data folder now; the worker does so daily, and every export.

  --anchors FILE  anchors that were kept elsewhere, instead of the file in the data folder
  --json          {"status","checked","headHash","firstBroken","anchors","mismatches","verifiedAt"}`,
  run,
};

async function run(args: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values, positionals } = readArguments(args, { anchors: { type: 'string' } });
  const verb = chosen('what to do', positionals[0], ['verify', 'anchor'] as const);
  const portal = await context.open(values.workspace);
  return verb === 'anchor' ? await anchor(portal, context, values.json ?? false) : await verify(portal, context, { file: values.anchors, json: values.json ?? false });
}

async function anchor({ db, workspace }: Portal, context: CommandContext, json: boolean): Promise<ExitCode> {
  const head = await anchorLedger(db, { workspaceId: workspace.id }, { now: context.now });
  if (json) await context.out(`${JSON.stringify({ anchor: head, file: anchorPath(workspace.id) })}\n`);
  else await context.out(head ? `anchored entry ${head.sequence}, ${head.hash}, in ${anchorPath(workspace.id)}\n` : 'the ledger has no entries\n');
  return EXIT.done;
}

async function verify({ db, workspace }: Portal, context: CommandContext, { file, json }: { file: string | undefined; json: boolean }): Promise<ExitCode> {
  const anchorFile = file === undefined ? {} : { anchorFile: checkAnchors(workspace.id, await readFile(file, 'utf8')) };
  const verdict = await verifyLedger(db, { workspaceId: workspace.id, ...anchorFile }, { now: context.now });
  if (json) await context.out(`${JSON.stringify(verdict)}\n`);
  else for (const line of told(verdict)) await context.out(`${line}\n`);
  return verdict.status === 'holds' ? EXIT.done : EXIT.failed;
}

const FAULTS: Readonly<Record<ChainFault, string>> = {
  missing: 'is missing: it was deleted, or the tail was cut off or an older table put back',
  extra: 'is there twice or out of order',
  link: 'does not follow the entry before it',
  seal: 'was altered, or written without the portal\'s key',
  balance: 'does not balance',
  postings: 'lacks postings, or their numbers were altered',
  reversal: 'is not the exact negative of what it takes back',
  anchor: 'is not the one that was anchored',
};

function told({ status, checked, headHash, firstBroken, anchors, mismatches }: LedgerVerdict): string[] {
  const lines = [`${status === 'holds' ? 'The ledger holds' : 'The ledger is BROKEN'}: ${checked} entries as they were written, head ${headHash.slice(0, 16)}`];
  if (firstBroken) lines.push(`First broken entry: ${firstBroken.sequence} ${FAULTS[firstBroken.fault]}`);
  lines.push(anchors.count === 0 ? 'No head has been anchored yet' : `${anchors.count} anchors, the last at entry ${anchors.lastSequence} on ${anchors.lastAt ?? ''}`);
  if (anchors.brokenLines.length > 0) lines.push(`Altered or missing lines in the anchor file: ${anchors.brokenLines.join(', ')}`);
  for (const one of mismatches) {
    const text = (minor: number) => `${amountText(minor, one.currency)} ${one.currency}`;
    lines.push(`${one.sourceKind} ${one.sourceId}, ${one.account}: the tables say ${text(one.expectedMinor)}, the ledger ${text(one.postedMinor)}`);
  }
  return lines;
}
