import type { CollaborationRecord } from '#db/queries/collaboration.server.ts';
import { listCollaborations, listCollaborationsOfAccounts, lockCollaborations } from '#db/queries/collaboration.server.ts';
import { listRowsOfCollaborations } from '#db/queries/import-image.server.ts';
import { lockLedger } from '#db/queries/ledger.server.ts';
import type { CollaborationRow } from '#app/domain/ingestion/collaborations-row.ts';
import { parseCollaborationRow } from '#app/domain/ingestion/collaborations-row.ts';
import type { Reject } from '#app/domain/ingestion/rejects.ts';
import { groupBy } from '#app/domain/group.ts';
import type { CreateCollaborationOutcome, NewCollaboration } from '../create-collaboration.server.ts';
import { createCollaborations } from '../create-collaboration.server.ts';
import type { PostReport, PostResult } from '../record-content.server.ts';
import { planContent } from '../plan-content.server.ts';
import { withHostsOf } from './adopt-hosts.server.ts';
import { changeCollaborations } from './change-collaborations.server.ts';
import { collaborationRejects } from './collaboration-rejects.ts';
import type { FoundPlace } from './find-collaborations.server.ts';
import { findPlaces } from './find-collaborations.server.ts';
import type { Applied, ImportContext, Importer, Lined } from './importer.ts';
import { placeLabel, rejectAt } from './importer.ts';
import { keepContent } from './keep-content.server.ts';
import { shownCollaboration } from './shown-fields.ts';

type Status = 'created' | 'updated' | 'unchanged';
/** A row with the campaign and account it names, and the collaboration that stands there. */
export interface PlacedRow extends Lined<CollaborationRow> {
  readonly place: Extract<FoundPlace, { ok: true }>;
  readonly known: CollaborationRecord | undefined;
}

/** Collaborations by (campaign, platform, handle), with code, coupon, fee and post. */
export function collaborationsImporter(): Importer<CollaborationRow> {
  return {
    parse: parseCollaborationRow,
    key: (row) => `${row.campaign.toLowerCase()} ${row.platform ?? ''} ${row.handle.toLowerCase()}`,
    keyField: 'handle',
    apply: applyCollaborations,
  };
}

async function applyCollaborations(rows: readonly Lined<CollaborationRow>[], given: ImportContext): Promise<Applied> {
  // In the order of every writer of collaborations and money: the payments whose plan a fee changes are locked after both.
  await lockCollaborations(given.trx, given.books.workspace.id);
  await lockLedger(given.trx, given.books.workspace.id);
  const context = await withHostsOf(rows.map(({ row }) => row.landingUrl), given);
  const { trx, books, columns } = context;
  const rejects: Reject[] = [];
  const placed = await placeRows(rows, context, rejects);
  const fresh = placed.filter(({ known, row }) => !known || (known.status === 'cancelled' && row.status && row.status !== 'cancelled'));
  const existing = placed.filter((row) => !fresh.includes(row));

  const statuses = new Map<PlacedRow, { status: Status; collaborationId: string }>();
  const outcomes = await createCollaborations(trx, books, fresh.map((row) => draftOf(row, context)), context.doing);
  await noteCreated(fresh, outcomes, context);
  fresh.forEach((row, index) => {
    const outcome = outcomes[index];
    if (outcome?.status === 'created') statuses.set(row, { status: 'created', collaborationId: outcome.collaborationId });
    else if (outcome) rejects.push(collaborationRejects(columns, row.line, row.row, outcome));
  });
  for (const [row, result] of await changeCollaborations(existing, context)) {
    if ('reject' in result) rejects.push(result.reject);
    else statuses.set(row, result);
  }
  await recordPosts(statuses, context, rejects);
  const count = (status: Status) => [...statuses.values()].filter((one) => one.status === status).length;
  return { created: count('created'), updated: count('updated'), unchanged: count('unchanged'), rejects };
}

/** Looks up what rows name; two rows of one place (a slug here, the campaign's name there) are one too many. */
async function placeRows(rows: readonly Lined<CollaborationRow>[], { trx, books, columns }: ImportContext, rejects: Reject[]): Promise<PlacedRow[]> {
  const workspaceId = books.workspace.id;
  const places = await findPlaces(trx, workspaceId, rows.map(({ row }) => row));
  const pairs = places.flatMap((place) => (place.ok ? [{ campaignId: place.campaign.id, accountId: place.account.accountId }] : []));
  const present = groupBy(await listCollaborationsOfAccounts(trx, workspaceId, pairs), (row) => `${row.campaign_id} ${row.account_id}`);
  const taken = new Map<string, number>();
  return rows.flatMap(({ line, row }, index) => {
    const place = places[index];
    if (!place) return [];
    if (!place.ok) {
      rejects.push(rejectAt(columns, line, place.problem.field, place.problem.value, place.problem.code, place.problem.message));
      return [];
    }
    const pair = `${place.campaign.id} ${place.account.accountId}`;
    const first = taken.get(pair);
    if (first !== undefined) {
      rejects.push(rejectAt(columns, line, 'handle', row.handle, 'duplicate', `line ${line} names the same collaboration as line ${first}`));
      return [];
    }
    taken.set(pair, line);
    return [{ line, row, place, known: present.get(pair)?.[0] }];
  });
}

function draftOf({ row, place }: PlacedRow, { fileName, books }: ImportContext): NewCollaboration {
  // A file that gives no state tells of what happened: what has been published or whose flight has begun is live.
  const begun = row.publishedAt || (row.startsOn ?? place.campaign.starts_on) <= books.today;
  return {
    campaignId: place.campaign.id, accountId: place.account.accountId, tier: row.tier ?? null, startsOn: row.startsOn ?? null, endsOn: row.endsOn ?? null,
    coupon: row.coupon ?? null, landingUrl: row.landingUrl ?? null, status: row.status ?? (begun ? 'live' : null), publishedAt: row.publishedAt ?? null,
    fee: row.feeMinor === null || row.feeMinor === undefined ? null : { minor: row.feeMinor, currency: row.currency },
    reason: `import of ${fileName}`,
  };
}

/** What was made with a new collaboration, its history, fee and planned payments, is the import's too. */
async function noteCreated(rows: readonly PlacedRow[], outcomes: readonly CreateCollaborationOutcome[], { trx, books, changes }: ImportContext): Promise<void> {
  const lines = new Map(outcomes.flatMap((outcome, index) => (outcome.status === 'created' ? [[outcome.collaborationId, rows[index]] as const] : [])));
  const ids = [...lines.keys()];
  await changes.noteNewRows([{ table: 'collaboration', keys: ids }, ...(await listRowsOfCollaborations(trx, books.workspace.id, ids))]);
  if (!changes.shows('created')) return;
  for (const record of await listCollaborations(trx, books.workspace.id, ids)) {
    const placed = lines.get(record.id);
    if (!placed) continue;
    const { line, row } = placed;
    const fee = row.feeMinor === null || row.feeMinor === undefined ? null : { minor: row.feeMinor, currency: row.currency };
    changes.noteCreated({ line, subjectKind: 'collaboration', subjectId: record.id, label: placeLabel(row), after: shownCollaboration(record, fee) });
  }
}

/** The posts that rows name. A post without a publication instant cannot be kept: its age is what a score rests on. */
async function recordPosts(statuses: Map<PlacedRow, { status: Status; collaborationId: string }>, context: ImportContext, rejects: Reject[]): Promise<void> {
  const { trx, books, columns, doing } = context;
  const withPost = [...statuses].filter(([{ row }]) => row.contentUrl);
  const posts = withPost.map(([{ row, place }, { collaborationId }]): PostReport => (
    { collaborationId, platform: place.account.platform, url: row.contentUrl ?? '', publishedAt: row.publishedAt ?? null, snapshot: null }
  ));
  const { results, changes, write } = await planContent(trx, { workspaceId: books.workspace.id, timeZone: books.workspace.timeZone, source: 'file', posts, now: doing.now });
  withPost.forEach(([placed, known], index) => {
    const result = results[index];
    if (result?.status === 'unchanged' || !result) return;
    const message = postProblem(result);
    if (message) rejects.push(rejectAt(columns, placed.line, 'content_url', placed.row.contentUrl, result.status.replaceAll('-', '_'), message));
    else if (known.status === 'unchanged') statuses.set(placed, { ...known, status: 'updated' });
  });
  await keepContent(changes, (index) => withPost[index]?.[0].line ?? 0, context, write);
}

function postProblem(result: PostResult): string | null {
  switch (result.status) {
    case 'publication-missing':
      return 'needs published_at beside it: a post without its instant of publication cannot be scored';
    case 'other-collaboration':
      return 'is the post of another collaboration';
    case 'created':
    case 'updated':
    case 'unchanged':
      return null;
  }
}

