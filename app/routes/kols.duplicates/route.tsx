import type { MetaFunction } from '@remix-run/node';
import { data } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import * as z from 'zod';
import { countBinObstacles } from '#db/queries/bin-obstacles.server.ts';
import { listPairedKols } from '#db/queries/kol-pair-details.server.ts';
import { countKolPairs, listKolPairs, MOST_PAIRS_COUNTED } from '#db/queries/kol-pair.server.ts';
import type { BinReason } from '#app/domain/recycle-bin.ts';
import { binReasons } from '#app/domain/recycle-bin.ts';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { useObstacles } from '#app/components/skipped-list.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { dismissPair } from '#app/services/dismiss-pair.server.ts';
import { mergeKols } from '#app/services/merge-kols.server.ts';
import { Banner } from '#app/ui/banner.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { PairCard } from './pair-card.tsx';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

const PAGE_PAIRS = 20;
const UUID = z.uuid();

/** KOLs that look alike, side by side, to be made one or said to be two. */
export const loader = page('roster:write', async ({ db, workspaceId, request, url, can }) => {
  const seesContacts = can('contacts:read');
  const [firstId = '', secondId = ''] = (url.searchParams.get('after') ?? '').split('.');
  const after = UUID.safeParse(firstId).success && UUID.safeParse(secondId).success ? { firstId, secondId } : null;
  const [found, count] = await Promise.all([listKolPairs(db, workspaceId, seesContacts, after, PAGE_PAIRS + 1), countKolPairs(db, workspaceId, seesContacts)]);
  const shown = found.slice(0, PAGE_PAIRS);
  const ids = [...new Set(shown.flatMap((pair) => [pair.firstId, pair.secondId]))];
  const [kols, obstacles] = await Promise.all([listPairedKols(db, workspaceId, ids, seesContacts), countBinObstacles(db, workspaceId, 'kol', ids)]);
  const sideOf = (id: string) => {
    const kol = kols.get(id);
    return kol && { ...kol, reasons: binReasons({ ...obstacles.get(id), ...(kol.collaborations > 0 && { collaborations: kol.collaborations }) }) };
  };
  const last = shown.at(-1);
  return {
    title: pageTitle(request, 'roster:duplicates.title'), count: Math.min(count, MOST_PAIRS_COUNTED), more: count > MOST_PAIRS_COUNTED, isFirst: after === null,
    next: found.length > PAGE_PAIRS && last ? paths.kolDuplicates(`?after=${last.firstId}.${last.secondId}`) : null, done: z.enum(['merged', 'kept']).nullable().catch(null).parse(url.searchParams.get('done')),
    pairs: shown.flatMap((pair) => {
      const [first, second] = [sideOf(pair.firstId), sideOf(pair.secondId)];
      return first && second ? [{ ...pair, first, second }] : [];
    }),
  };
});

interface MergeAnswer {
  readonly problem: 'not-found' | 'stale' | 'in-use';
  readonly reasons: readonly BinReason[];
}

const version = z.coerce.number().int().positive();
const pairForm = z.discriminatedUnion('intent', [
  z.strictObject({ intent: z.literal('merge'), keep: z.uuid(), keepVersion: version, other: z.uuid(), otherVersion: version }),
  z.strictObject({ intent: z.literal('dismiss'), first: z.uuid(), second: z.uuid() }),
]);

export const action = page('roster:write', async ({ db, workspaceId, request, now, actor }) => {
  const form = await readForm(request, pairForm);
  if (!form.ok) throw new Response('Choose which profile stays.', { status: 400 });
  if (form.value.intent === 'dismiss') {
    await dismissPair(db, { workspaceId, ids: [form.value.first, form.value.second] }, { now, actor });
    return seeOther(paths.kolDuplicates('?done=kept'));
  }
  const { keep, keepVersion, other, otherVersion } = form.value;
  const outcome = await mergeKols(db, { workspaceId, kept: { id: keep, version: keepVersion }, other: { id: other, version: otherVersion } }, { now, actor });
  if (outcome.status === 'merged') return seeOther(paths.kolDuplicates('?done=merged'));
  return data<MergeAnswer>({ problem: outcome.status, reasons: outcome.status === 'in-use' ? outcome.reasons : [] }, { status: outcome.status === 'not-found' ? 404 : 409 });
});

export default function Duplicates() {
  const { pairs, count, more, isFirst, next, done } = useLoaderData<typeof loader>();
  const answer = useActionData<MergeAnswer>();
  const t = useText('roster');
  const tc = useText('common');
  const obstacles = useObstacles();
  return (
    <>
      <Breadcrumb crumbs={[{ to: paths.kols(), label: t('title') }]} />
      <PageHeader title={t('duplicates.title')} meta={count > 0 ? <span>{t(more ? 'duplicates.atLeast' : 'duplicates.count', { count })}</span> : null} />
      <p className="mb-4 text-muted max-w-3xl">{t('duplicates.text')}</p>
      {answer ? <div className="mb-4"><Banner tone="red" title={t(`duplicates.problem.${answer.problem}`)}>{obstacles(answer.reasons)}</Banner></div> : null}
      {done && !answer ? <div className="mb-4"><Banner tone="green" title={t(`duplicates.done.${done}`)} action={done === 'merged' ? <LinkButton to={paths.deleted('?kind=kol')} size="sm">{t('duplicates.bin')}</LinkButton> : null} /></div> : null}
      {pairs.length === 0 ? (
        <div className="rounded-card border border-line bg-surface"><EmptyState icon="users" title={t('duplicates.emptyTitle')} action={<LinkButton to={paths.kols()}>{t('title')}</LinkButton>}>{t('duplicates.emptyText')}</EmptyState></div>
      ) : (
        <ul className="flex flex-col gap-4">{pairs.map((pair) => <PairCard key={`${pair.firstId} ${pair.secondId}`} pair={pair} />)}</ul>
      )}
      {next || !isFirst ? (
        <nav aria-label={tc('table.pages')} className="flex gap-2 mt-4">
          {isFirst ? null : <LinkButton to={paths.kolDuplicates()}>{t('duplicates.first')}</LinkButton>}
          {next ? <LinkButton to={next}>{tc('table.nextPage')}</LinkButton> : null}
        </nav>
      ) : null}
    </>
  );
}
