import type { MetaFunction } from '@remix-run/node';
import { Form, Link, useLoaderData, useNavigation } from '@remix-run/react';
import * as z from 'zod';
import { findCampaignDetail } from '#db/queries/campaign-pages.server.ts';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { InstantText } from '#app/components/date-text.tsx';
import { PrintButton } from '#app/components/print-button.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { takeMatrixSnapshot } from '#app/services/take-matrix-snapshot.server.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { ComparisonTables } from './comparison-tables.tsx';
import { loadComparison, NOW } from './load-comparison.server.ts';
import { useSnapshotName } from './snapshot-name.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = page('roster:read', async ({ db, workspaceId, params, request, url, now, can }) => {
  const campaign = await findCampaignDetail(db, workspaceId, params.slug ?? '');
  if (!campaign) throw new Response('No such campaign.', { status: 404 });
  const asked = { from: url.searchParams.get('from'), to: url.searchParams.get('to') };
  const found = await loadComparison(db, { workspaceId, campaign, ...asked, seesCosts: can('costs:read'), now });
  return { title: pageTitle(request, 'matrix:snapshot.title', campaign.name), slug: campaign.slug, name: campaign.name, now, mayTake: can('roster:write'), nowKey: NOW, ...found };
});

const formSchema = z.strictObject({ note: z.string().trim().max(200).default('') });

export const action = page('roster:write', async ({ db, workspaceId, actor, params, request, now }) => {
  const form = await readForm(request, formSchema);
  if (!form.ok) throw new Response('The form holds something that is not understood.', { status: 400 });
  const slug = params.slug ?? '';
  const outcome = await takeMatrixSnapshot(db, { workspaceId, slug, weekly: false, note: form.value.note }, { now, actor });
  if (outcome.status === 'campaign-unknown') throw new Response('No such campaign.', { status: 404 });
  return seeOther(paths.campaignSnapshots({ slug }));
});

/** Two states of the matrix side by side, for the screen and for paper. */
export default function SnapshotsPage() {
  const { slug, name, snapshots, from, to, comparison, currency, mixed, now, mayTake, nowKey } = useLoaderData<typeof loader>();
  const t = useText('matrix');
  const tc = useText('campaign');
  const nameOf = useSnapshotName();
  const busy = useNavigation().state === 'submitting';
  const options = snapshots.map((one) => ({ value: one.id, label: nameOf(one) }));
  const [first, second] = [snapshots.find((one) => one.id === from), snapshots.find((one) => one.id === to)];
  return (
    <>
      <PageHeader
        breadcrumb={<Breadcrumb crumbs={[{ label: tc('title'), to: paths.campaigns() }, { label: name, to: paths.campaign({ slug }) }]} />} title={t('snapshot.title')}
        meta={<><span>{name}</span><span className="no-print">{t('snapshot.text')}</span></>} actions={comparison ? <PrintButton /> : null}
      />
      <div className="flex flex-col gap-4">
        {mayTake ? (
          <Form method="post" className="flex flex-wrap items-end gap-3 no-print">
            <TextField name="note" label={t('snapshot.note')} maxLength={200} className="w-64 max-w-full" key={snapshots.length} />
            <Button type="submit" variant="primary" busy={busy}>{t('snapshot.take')}</Button>
          </Form>
        ) : null}
        {snapshots.length === 0 ? <EmptyState title={t('snapshot.title')}>{t('snapshot.none')}</EmptyState> : (
          <Form method="get" className="flex flex-wrap items-end gap-3 no-print">
            <SelectField name="from" label={t('snapshot.from')} defaultValue={from ?? ''} options={options} className="w-72 max-w-full" />
            <SelectField name="to" label={t('snapshot.to')} defaultValue={to} options={[{ value: nowKey, label: t('snapshot.now') }, ...options]} className="w-72 max-w-full" />
            <Button type="submit">{t('snapshot.compare')}</Button>
          </Form>
        )}
        {comparison && first ? (
          <>
            <p>{t('snapshot.from')}: <strong>{nameOf(first)}</strong> · <InstantText at={first.takenAt} /> — {t('snapshot.to')}: <strong>{second ? nameOf(second) : t('snapshot.now')}</strong> · <InstantText at={second?.takenAt ?? now} /></p>
            {from === to ? <Banner>{t('snapshot.same')}</Banner> : null}
            {mixed ? <Banner tone="amber">{t('snapshot.currency')}</Banner> : null}
            <ComparisonTables comparison={comparison} currency={currency ?? ''} />
          </>
        ) : null}
        {snapshots.length > 0 ? (
          <Card title={t('snapshot.list')} className="no-print">
            <ul className="flex flex-col divide-y divide-line">
              {snapshots.map((one) => (
                <li key={one.id} className="py-2 flex flex-wrap gap-x-4 gap-y-1 justify-between">
                  <span>{nameOf(one)}</span>
                  <span className="text-muted"><InstantText at={one.takenAt} /> · <Link to={paths.campaignSnapshots({ slug }, `?from=${one.id}&to=${nowKey}`)} className="text-accent underline">{t('snapshot.open')}</Link></span>
                </li>
              ))}
            </ul>
          </Card>
        ) : null}
      </div>
    </>
  );
}
