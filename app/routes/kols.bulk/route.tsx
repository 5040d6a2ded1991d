import type { MetaFunction } from '@remix-run/node';
import { data } from '@remix-run/node';
import { useActionData } from '@remix-run/react';
import * as z from 'zod';
import type { BulkAction } from '#app/domain/bulk-edit.ts';
import { BULK_ACTIONS } from '#app/domain/bulk-edit.ts';
import type { SkippedRow } from '#app/domain/edit-run.ts';
import type { EditableKol, PlannedKol } from '#app/domain/kol-edit.ts';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import type { BulkPreview } from '#app/services/bulk-edit-kols.server.ts';
import { applyBulkEdit, previewBulkEdit } from '#app/services/bulk-edit-kols.server.ts';
import { Banner } from '#app/ui/banner.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Preview } from './preview.tsx';
import { selectedKolIds, selectionShape } from './read-selection.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

/** Shows what is previewed; opened by itself it says that nothing is chosen. */
export const loader = page('roster:write', async ({ request }) => ({ title: pageTitle(request, 'editing:bulk.title') }));

const bulkForm = z.strictObject({
  ...selectionShape,
  change: z.enum(BULK_ACTIONS),
  tier: z.string().max(40).default(''), status: z.string().max(40).default(''), vertical: z.string().max(2000).default(''),
  reason: z.string().trim().max(500).default(''),
  step: z.enum(['preview', 'apply']).default('preview'),
  seal: z.string().max(100).default(''),
});

export interface BulkAsked {
  readonly scope: 'chosen' | 'all';
  readonly query: string;
  readonly ids: string[];
  readonly change: BulkAction;
  readonly tier: string;
  readonly status: string;
  readonly vertical: string;
  readonly reason: string;
}

export interface ShownPreview {
  readonly chosen: number;
  readonly changing: number;
  readonly leaving: number;
  readonly seal: string;
  readonly changes: PlannedKol[];
  readonly deletions: Pick<EditableKol, 'id' | 'name' | 'tier' | 'status'>[];
  readonly skipped: SkippedRow[];
}

interface BulkAnswer {
  readonly problem: 'form' | 'nothing' | 'value' | null;
  readonly query: string;
  readonly shown: { readonly asked: BulkAsked; readonly preview: ShownPreview; readonly again: boolean } | null;
}

const refuse = (problem: 'form' | 'nothing' | 'value', query: string) => data<BulkAnswer>({ problem, query, shown: null }, { status: 422 });
const show = (asked: BulkAsked, preview: BulkPreview, again: boolean) => data<BulkAnswer>({ problem: null, query: asked.query, shown: { asked, preview: shorten(preview), again } }, { status: again ? 409 : 200 });

/** Shown rows of a preview; the counts are of all. */
const SHOWN_ROWS = 100;

/** Shows what a bulk action would do, then does exactly that. */
export const action = page('roster:write', async ({ db, workspaceId, request, now, actor }) => {
  const form = await readForm(request, bulkForm);
  if (!form.ok) return refuse('form', form.values.query ?? '');
  const { scope, query, id, change, reason, step, seal, ...values } = form.value;
  const ids = await selectedKolIds(db, workspaceId, { scope, query, id });
  if (ids.length === 0) return refuse('nothing', query);
  const value = change === 'tier' ? values.tier : change === 'status' ? values.status : values.vertical;
  const input = { workspaceId, ids, action: change, value, reason };
  const asked = { scope, query, ids: scope === 'chosen' ? ids : [], change, ...values, reason };
  if (step === 'preview') {
    const preview = await previewBulkEdit(db, input);
    return preview === null ? refuse('value', query) : show(asked, preview, false);
  }
  const outcome = await applyBulkEdit(db, { ...input, seal }, { now, actor });
  switch (outcome.status) {
    case 'unreadable':
      return refuse('value', query);
    case 'look-again':
      return show(asked, outcome.preview, true);
    case 'done': {
      const back = new URLSearchParams(query);
      if (outcome.runId !== null) back.set('edited', outcome.runId);
      return seeOther(paths.kols(back.size > 0 ? `?${back}` : ''));
    }
  }
});

function shorten({ chosen, changes, deletions, skipped, seal }: BulkPreview): ShownPreview {
  return {
    chosen, seal, changing: changes.length + deletions.length, leaving: skipped.length,
    changes: changes.slice(0, SHOWN_ROWS), deletions: deletions.slice(0, SHOWN_ROWS).map(({ id, name, tier, status }) => ({ id, name, tier, status })), skipped: skipped.slice(0, SHOWN_ROWS),
  };
}

export default function BulkEdit() {
  const answer: BulkAnswer | undefined = useActionData<typeof action>();
  const t = useText('editing');
  const tr = useText('roster');
  const query = answer?.query ?? '';
  return (
    <>
      <PageHeader breadcrumb={<Breadcrumb crumbs={[{ label: tr('title'), to: paths.kols(query) }]} />} title={t('bulk.title')} />
      {answer?.shown ? (
        <Preview {...answer.shown} />
      ) : (
        <Banner tone={answer ? 'red' : 'accent'} title={t(`bulk.problem.${answer?.problem ?? 'nothing'}`)} action={<LinkButton to={paths.kols(query)}>{t('bulk.back')}</LinkButton>} />
      )}
    </>
  );
}
