import type { MetaFunction } from '@remix-run/node';
import { data } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import * as z from 'zod';
import { listBin } from '#db/queries/bin-pages.server.ts';
import { listEditRuns } from '#db/queries/edit-run.server.ts';
import type { SkippedRow } from '#app/domain/edit-run.ts';
import { EDIT_SUBJECTS, editUndoStanding } from '#app/domain/edit-run.ts';
import type { RestoreConflict } from '#app/domain/recycle-bin.ts';
import { BIN_DAYS, binDaysLeft } from '#app/domain/recycle-bin.ts';
import { InstantText } from '#app/components/date-text.tsx';
import type { LockedTier } from '#app/components/lock-text.ts';
import { useLockText } from '#app/components/lock-text.ts';
import { RestoreConflicts } from '#app/components/restore-conflicts.tsx';
import { useObstacles } from '#app/components/skipped-list.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { deleteToBin } from '#app/services/delete-to-bin.server.ts';
import { restoreFromBin } from '#app/services/restore-from-bin.server.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Table } from '#app/ui/table.tsx';
import { EditHistory } from './edit-history.tsx';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

const kindSchema = z.enum(EDIT_SUBJECTS).nullable().catch(null);

/** What lies in the recycle bin, and what was changed many at a time: both can be taken back, each in its time. */
export const loader = page('roster:write', async ({ db, workspaceId, url, request, now, actor }) => {
  const kind = kindSchema.parse(url.searchParams.get('kind'));
  const [items, runs] = await Promise.all([listBin(db, workspaceId, kind), listEditRuns(db, workspaceId)]);
  return {
    title: pageTitle(request, 'editing:bin.title'), kind, items: items.map((item) => ({ ...item, daysLeft: binDaysLeft(item.deletedAt, now) })),
    runs: runs.map((run) => ({ ...run, standing: editUndoStanding(run, actor.id, now) })),
  };
});

const binForm = z.union([
  z.strictObject({ itemId: z.uuid() }),
  z.strictObject({ kind: z.enum(EDIT_SUBJECTS), id: z.uuid(), version: z.coerce.number().int().positive() }),
]);

interface BinAnswer {
  readonly problem: 'conflict' | 'gone' | 'in-use' | 'stale' | 'locked';
  /** With `locked`. */
  readonly lock: LockedTier | null;
  readonly conflicts: (RestoreConflict & { readonly label: string })[];
  readonly kept: SkippedRow[];
  /** Where what was not deleted can be changed instead. */
  readonly instead: string | null;
}

const refuse = (told: Pick<BinAnswer, 'problem'> & Partial<BinAnswer>, status: 404 | 409) => data<BinAnswer>({ conflicts: [], kept: [], instead: null, lock: null, ...told }, { status });

/** Puts one thing back, or sends one here; where that cannot be, says what stands in the way. */
export const action = page('roster:write', async ({ db, workspaceId, request, now, actor, url }) => {
  const form = await readForm(request, binForm);
  if (!form.ok) throw new Response('Choose something to delete or to restore.', { status: 400 });
  if ('itemId' in form.value) {
    const outcome = await restoreFromBin(db, { workspaceId, itemIds: [form.value.itemId] }, { now, actor });
    if (outcome.status === 'restored') return seeOther(paths.deleted(url.search));
    if (outcome.status === 'tier-locked') return refuse({ problem: 'locked', lock: outcome }, 409);
    return outcome.status === 'conflict' ? refuse({ problem: 'conflict', conflicts: [...outcome.conflicts] }, 409) : refuse({ problem: 'gone' }, 404);
  }
  const { kind, id, version } = form.value;
  const { runId, skipped } = await deleteToBin(db, { workspaceId, kind, items: [{ id, version }] }, { now, actor });
  if (runId !== null) return seeOther(kind === 'kol' ? paths.kols(`?edited=${runId}`) : paths.deleted(`?kind=${kind}`));
  const [kept] = skipped;
  if (kept?.problem === 'not-found') return refuse({ problem: 'gone' }, 404);
  return refuse({ problem: kept?.problem === 'stale' ? 'stale' : 'in-use', kept: [...skipped], instead: kind === 'kol' ? paths.kol({ kolId: id }) : null }, 409);
});

export default function RecycleBin() {
  const { items, kind, runs } = useLoaderData<typeof loader>();
  const answer: BinAnswer | undefined = useActionData<typeof action>();
  const t = useText('editing');
  const lockText = useLockText();
  const obstacles = useObstacles();
  const busy = useNavigation().formMethod === 'POST';
  return (
    <>
      <PageHeader title={t('bin.title')} meta={<span className="text-muted">{t('bin.note', { days: BIN_DAYS })}</span>} />
      <div className="flex flex-col gap-4">
        {answer?.problem === 'conflict' ? <RestoreConflicts conflicts={answer.conflicts} /> : null}
        {answer?.lock ? <Banner tone="red" title={t('undo.locked')}>{lockText(answer.lock)}</Banner> : null}
        {answer?.problem === 'gone' ? <Banner tone="red" title={t('bin.gone')} /> : null}
        {answer?.problem === 'stale' ? <Banner tone="amber" title={t('bin.stale')} /> : null}
        {answer?.problem === 'in-use' ? (
          <Banner tone="red" title={t('bin.inUse', { reasons: obstacles(answer.kept.flatMap((row) => row.reasons ?? [])) })} action={answer.instead ? <LinkButton to={answer.instead}>{t('action.archive')}</LinkButton> : null}>
            {answer.instead ? t('bin.archiveInstead') : null}
          </Banner>
        ) : null}
        <nav aria-label={t('bin.kinds')} className="flex flex-wrap gap-2">
          {[null, ...EDIT_KINDS_SHOWN].map((each) => (
            <LinkButton key={each ?? 'all'} to={paths.deleted(each ? `?kind=${each}` : '')} size="sm" variant={each === kind ? 'primary' : 'secondary'}>{t(`bin.kind.${each ?? 'all'}`)}</LinkButton>
          ))}
        </nav>
        {items.length === 0 ? <EmptyState icon="trash" title={t('bin.empty')}>{t('bin.emptyText', { days: BIN_DAYS })}</EmptyState> : (
          <Table label={t('bin.title')} compact>
            <thead>
              <tr><th scope="col">{t('bin.what')}</th><th scope="col">{t('bin.kindHead')}</th><th scope="col">{t('bin.by')}</th><th scope="col">{t('bin.at')}</th><th scope="col">{t('bin.left')}</th><th scope="col">{t('bin.action')}</th></tr>
            </thead>
            <tbody>
              {items.map((item) => (
                <tr key={item.id}>
                  <th scope="row">{item.label}{item.detail ? <span className="block text-muted font-normal">{item.detail}</span> : null}</th>
                  <td>{t(`bin.kind.${item.kind}`)}</td><td>{item.deletedByName}</td><td><InstantText at={item.deletedAt} /></td>
                  <td>{t('bin.days', { count: item.daysLeft })}</td>
                  <td><Form method="post"><input type="hidden" name="itemId" value={item.id} /><Button type="submit" size="sm" busy={busy} aria-label={t('bin.restoreNamed', { name: item.label })}>{t('bin.restore')}</Button></Form></td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
        <EditHistory runs={runs} />
      </div>
    </>
  );
}

const EDIT_KINDS_SHOWN = ['kol', 'campaign', 'collaboration'] as const;
