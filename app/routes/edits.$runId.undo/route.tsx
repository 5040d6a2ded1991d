import type { MetaFunction } from '@remix-run/node';
import { data } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import * as z from 'zod';
import { findEditRun } from '#db/queries/edit-run.server.ts';
import { editUndoStanding } from '#app/domain/edit-run.ts';
import type { RestoreConflict } from '#app/domain/recycle-bin.ts';
import type { LockedTier } from '#app/components/lock-text.ts';
import { useLockText } from '#app/components/lock-text.ts';
import { RestoreConflicts } from '#app/components/restore-conflicts.tsx';
import { useText } from '#app/i18n/use-text.ts';
import type { RequestContext } from '#app/lib/authorize.server.ts';
import { page } from '#app/lib/authorize.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { localPath, seeOther } from '#app/lib/redirect.server.ts';
import { undoEdit } from '#app/services/undo-edit.server.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export const loader = page('roster:write', async ({ db, workspaceId, params, request, now, actor, url }) => {
  const run = await findEditRun(db, workspaceId, requireRunId(params));
  if (!run) throw notFound();
  const { id, kind, subjectKind, label, changed } = run;
  return { title: pageTitle(request, 'editing:undo.title'), run: { id, kind, subjectKind, label, changed }, standing: editUndoStanding(run, actor.id, now), back: backOf(url) };
});

interface UndoAnswer {
  readonly status: 'undone' | 'already-undone' | 'changed-since' | 'conflict' | 'tier-locked' | 'too-late' | 'not-yours';
  readonly restored: number;
  readonly rows: { readonly id: string; readonly label: string }[];
  readonly conflicts: (RestoreConflict & { readonly label: string })[];
  /** With `tier-locked`. */
  readonly lock: LockedTier | null;
}

function answer(told: Pick<UndoAnswer, 'status'> & Partial<UndoAnswer>, status: 200 | 409) {
  return data<UndoAnswer>({ restored: 0, rows: [], conflicts: [], lock: null, ...told }, { status });
}

/** `quiet` is asked by a page that stays where it is and shows the outcome itself. */
const undoForm = z.strictObject({ quiet: z.literal('1').optional() });

/** Takes an edit back as a whole. Done, now or just before by the same person: back to where it was made; else what stands in the way. */
export const action = page('roster:write', async ({ db, workspaceId, params, request, now, actor, url }) => {
  const form = await readForm(request, undoForm);
  if (!form.ok) throw new Response('This form is not known.', { status: 400 });
  const outcome = await undoEdit(db, { workspaceId, runId: requireRunId(params) }, { now, actor });
  switch (outcome.status) {
    case 'not-found':
      throw notFound();
    case 'undone':
      return form.value.quiet ? answer({ status: 'undone', restored: outcome.restored }, 200) : seeOther(backOf(url));
    case 'already-undone':
      return form.value.quiet ? answer({ status: 'already-undone' }, 200) : seeOther(backOf(url));
    case 'changed-since':
      return answer({ status: 'changed-since', rows: [...outcome.rows] }, 409);
    case 'conflict':
      return answer({ status: 'conflict', conflicts: [...outcome.conflicts] }, 409);
    case 'tier-locked':
      return answer({ status: 'tier-locked', lock: outcome }, 409);
    case 'too-late':
    case 'not-yours':
      return answer({ status: outcome.status }, 409);
  }
});

function requireRunId(params: RequestContext['params']): string {
  const id = z.uuid().safeParse(params.runId);
  if (!id.success) throw notFound();
  return id.data;
}

function notFound(): Response {
  return new Response('There is no such edit.', { status: 404 });
}

function backOf(url: URL): string {
  return localPath(url.searchParams.get('next'), paths.kols());
}

export default function UndoEdit() {
  const { run, standing, back } = useLoaderData<typeof loader>();
  const told: UndoAnswer | undefined = useActionData<typeof action>();
  const t = useText('editing');
  const lockText = useLockText();
  const busy = useNavigation().formMethod === 'POST';
  const what = run.label || t(`history.of.${run.subjectKind}`, { count: run.changed });
  const refusal = told?.status ?? (standing === 'possible' ? null : standing);
  return (
    <>
      <PageHeader title={t('undo.title')} />
      <div className="flex flex-col gap-4">
        {refusal === 'conflict' ? <RestoreConflicts conflicts={told?.conflicts ?? []} /> : null}
        {refusal === 'changed-since' ? (
          <Banner tone="red" title={t('undo.changedSince')}><ul className="list-disc ps-5">{(told?.rows ?? []).map((row) => <li key={row.id}>{row.label}</li>)}</ul></Banner>
        ) : null}
        {told?.lock ? <Banner tone="red" title={t('undo.locked')}>{lockText(told.lock)}</Banner> : null}
        {refusal === 'too-late' || refusal === 'not-yours' || refusal === 'already-undone' ? <Banner tone="amber" title={t(`undo.standing.${refusal}`)} /> : null}
        <Card title={`${t(`history.kind.${run.kind}`)} · ${what}`} subtitle={t('undo.effect')}>
          <Form method="post" className="flex flex-wrap gap-2">
            {standing === 'possible' ? <Button type="submit" variant="primary" busy={busy}>{t('undo.button')}</Button> : null}
            <LinkButton to={back}>{t('bulk.back')}</LinkButton>
          </Form>
        </Card>
      </div>
    </>
  );
}
