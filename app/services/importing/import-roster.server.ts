import type { AuditEntry } from '#db/queries/audit.server.ts';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import type { KolAccountRecord, KolRecord } from '#db/queries/kol.server.ts';
import { listAccounts, listAccountsByKey, lockKols, upsertAccounts, upsertKols } from '#db/queries/kol.server.ts';
import type { RosterRow } from '#app/domain/ingestion/roster-row.ts';
import { parseRosterRow } from '#app/domain/ingestion/roster-row.ts';
import type { Tier } from '#app/domain/kol.ts';
import { newId } from '#app/lib/ids.server.ts';
import { changedFields } from '../changed-fields.ts';
import type { Doing } from '../doing.ts';
import type { Applied, ImportContext, Importer, Lined } from './importer.ts';
import { refreshKolWords } from '../kol-words.server.ts';
import { shownKol } from './shown-fields.ts';

/** A KOL whose tier no file states starts in the lowest row of the matrix: the tier is a decision, which followers do not make. */
const TIER_WHERE_NONE_IS_STATED: Tier = 'emerging';

/** Accounts of KOLs by (platform, handle without regard to case). Columns that a file lacks overwrite nothing. */
export function rosterImporter(): Importer<RosterRow> {
  return {
    parse: parseRosterRow,
    key: (row) => `${row.platform} ${row.handle.toLowerCase()}`,
    keyField: 'handle',
    apply: applyRoster,
  };
}

async function applyRoster(rows: readonly Lined<RosterRow>[], { trx, books, columns, doing, fileName, changes }: ImportContext): Promise<Applied> {
  const workspaceId = books.workspace.id;
  const found = await listAccountsByKey(trx, workspaceId, rows.map(({ row }) => row));
  const accountAt = new Map(found.map((account) => [account.place, account.accountId]));
  const kols = new Map((await lockKols(trx, workspaceId, [...new Set(found.map((account) => account.kolId))])).map((kol) => [kol.id, kol]));
  const accounts = new Map((await listAccounts(trx, workspaceId, [...accountAt.values()])).map((account) => [account.id, account]));
  const changedKols = new Map<string, KolRecord>();
  const changedAccounts: KolAccountRecord[] = [];
  const audit: AuditEntry[] = [];
  const total = { created: 0, updated: 0, unchanged: 0 };
  const namesPeople = columns.byField.has('name');

  rows.forEach(({ line, row }, place) => {
    const account = accounts.get(accountAt.get(place) ?? '');
    const kol = account && kols.get(account.kol_id);
    const nextKol = mergedKol(row, kol, { workspaceId, namesPeople, now: doing.now });
    const nextAccount = mergedAccount(row, account, nextKol, doing.now);
    const kolChanged = changedFields(kol, nextKol).count > 0;
    const accountChanged = changedFields(account, nextAccount).count > 0;
    total[!account ? 'created' : kolChanged || accountChanged ? 'updated' : 'unchanged'] += 1;
    if (kolChanged) {
      // A KOL may come with several accounts: each row builds on what the row before made of them.
      kols.set(nextKol.id, nextKol);
      changedKols.set(nextKol.id, nextKol);
      // New people are told of by the import as a whole; a change of someone known names what it was.
      if (kol) audit.push(changeEntry(kol, nextKol, fileName, doing));
    }
    if (accountChanged) changedAccounts.push(nextAccount);
    if (!kolChanged && !accountChanged) return;
    const subject = { line, subjectKind: 'kol' as const, subjectId: nextKol.id, label: nextKol.name };
    if (!kol || !account) changes.noteCreated({ ...subject, after: shownKol(nextKol, nextAccount) });
    else if (changes.shows('updated')) changes.noteUpdated({ ...subject, before: shownKol(kol, account), after: shownKol(nextKol, nextAccount) });
  });
  const touched = [{ table: 'kol' as const, keys: [...changedKols.keys()] }, { table: 'kol_account' as const, keys: changedAccounts.map((row) => row.id) }];
  await changes.keeping(touched, async () => {
    await upsertKols(trx, [...changedKols.values()]);
    await upsertAccounts(trx, changedAccounts);
  });
  await refreshKolWords(trx, workspaceId, [...changedKols.keys(), ...changedAccounts.map((row) => row.kol_id)]);
  await insertAuditEntries(trx, workspaceId, audit);
  return { ...total, rejects: [] };
}

function changeEntry(before: KolRecord, after: KolRecord, fileName: string, { now, actor }: Doing): AuditEntry {
  const { previous, next } = changedFields(before, after);
  return {
    id: newId(), at: now, actor, action: 'kol.change', subjectKind: 'kol', subjectId: after.id, before: previous, after: next, reason: `import of ${fileName}`,
  };
}

/** The stated value, or the known one where the file has no such column. An empty cell is a stated nothing. */
function stated<T>(value: T | null | undefined, known: T | null | undefined): T | null {
  return value === undefined ? (known ?? null) : value;
}

function mergedKol(
  row: RosterRow, known: KolRecord | undefined, { workspaceId, namesPeople, now }: { workspaceId: string; namesPeople: boolean; now: Date },
): KolRecord {
  const isStandIn = !namesPeople || row.name === row.handle;
  const price =
    row.priceMinor === undefined
      ? { price_minor: known?.price_minor ?? null, price_currency: known?.price_currency ?? null }
      : { price_minor: row.priceMinor, price_currency: row.priceMinor === null ? null : row.currency };
  return {
    workspace_id: workspaceId,
    id: known?.id ?? newId(),
    name: known && isStandIn ? known.name : row.name,
    tier: row.tier ?? known?.tier ?? TIER_WHERE_NONE_IS_STATED,
    status: row.status ?? known?.status ?? 'active',
    verticals: [...(row.verticals === undefined ? (known?.verticals ?? []) : (row.verticals ?? []))],
    ...price,
    audience_female_basis_points: stated(row.audienceFemaleBasisPoints, known?.audience_female_basis_points),
    audience_18_24_basis_points: stated(row.audience18To24BasisPoints, known?.audience_18_24_basis_points),
    city_tier: stated(row.cityTier, known?.city_tier),
    contact_email: stated(row.contactEmail, known?.contact_email),
    exclusive_with: stated(row.exclusiveWith && (row.exclusiveWith.join('; ') || null), known?.exclusive_with),
    available_from: stated(row.availableFrom, known?.available_from),
    notes: row.notes === undefined ? (known?.notes ?? '') : (row.notes ?? ''),
    created_at: known?.created_at ?? now,
    updated_at: now,
    version: (known?.version ?? 0) + 1,
  };
}

function mergedAccount(row: RosterRow, known: KolAccountRecord | undefined, kol: KolRecord, now: Date): KolAccountRecord {
  return {
    workspace_id: kol.workspace_id, id: known?.id ?? newId(), kol_id: kol.id, platform: row.platform, handle: known?.handle ?? row.handle,
    profile_url: stated(row.profileUrl, known?.profile_url), followers: stated(row.followers, known?.followers),
    engagement_basis_points: stated(row.engagementRateBasisPoints, known?.engagement_basis_points), created_at: known?.created_at ?? now,
  };
}
