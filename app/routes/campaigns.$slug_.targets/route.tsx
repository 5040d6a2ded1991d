import type { MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import * as z from 'zod';
import { findCampaignDetail } from '#db/queries/campaign-pages.server.ts';
import { listTargetActuals } from '#db/queries/matrix-snapshot.server.ts';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { DayText, InstantText } from '#app/components/date-text.tsx';
import { CAMPAIGN_TARGETS, mayStateActual } from '#app/domain/campaign-targets.ts';
import { dayOf } from '#app/domain/period.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { readTargets } from '#app/services/read-targets.server.ts';
import { stateTargetActual, stateTargetActualSchema } from '#app/services/state-target-actual.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { Table } from '#app/ui/table.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { TargetsCard, TargetValue } from '../campaigns.$slug/targets-card.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = page('roster:write', async ({ db, workspaceId, actor, params, request, now }) => {
  const campaign = await findCampaignDetail(db, workspaceId, params.slug ?? '');
  if (!campaign) throw new Response('No such campaign.', { status: 404 });
  const today = dayOf(now, actor.workspace.timeZone);
  const [reading, history] = await Promise.all([readTargets(db, { workspaceId, campaign, today, now }), listTargetActuals(db, workspaceId, campaign.id)]);
  return { title: pageTitle(request, 'matrix:target.title', campaign.name), slug: campaign.slug, name: campaign.name, today, history, ...reading };
});

const text = z.string().trim().max(500).default('');
const formSchema = z.strictObject({ target: text, value: text, measuredOn: text, source: text, reason: text });
type Field = keyof z.infer<typeof formSchema>;
type Problem = 'required' | 'badValue' | 'badDay' | 'future' | 'fed';

export const action = page('roster:write', async ({ db, workspaceId, actor, params, request, now }) => {
  const form = await readForm(request, formSchema);
  if (!form.ok) throw new Response('The form holds something that is not understood.', { status: 400 });
  const { value: fields, values } = form;
  const slug = params.slug ?? '';
  const value = readValue(fields.value, fields.target === 'sales_uplift');
  const input = stateTargetActualSchema.safeParse({ ...fields, value });
  const problems: Partial<Record<Field, Problem>> = {};
  for (const issue of input.error?.issues ?? []) {
    const field = formSchema.keyof().safeParse(issue.path[0]);
    if (field.success) problems[field.data] = fields[field.data] === '' ? 'required' : field.data === 'value' ? 'badValue' : field.data === 'measuredOn' ? 'badDay' : 'required';
  }
  if (!input.success) return { values, problems };
  const outcome = await stateTargetActual(db, { ...input.data, workspaceId, slug }, { now, actor });
  switch (outcome.status) {
    case 'stated':
      return seeOther(paths.campaignTargets({ slug }));
    case 'campaign-unknown':
      throw new Response('No such campaign.', { status: 404 });
    case 'measured-by-feed':
      return { values, problems: { target: 'fed' } satisfies Partial<Record<Field, Problem>> };
    case 'in-the-future':
      return { values, problems: { measuredOn: 'future' } satisfies Partial<Record<Field, Problem>> };
    case 'below-zero':
      return { values, problems: { value: 'badValue' } satisfies Partial<Record<Field, Problem>> };
  }
});

/** "2,100,000" as a count, "12.5 %" as 1250 basis points; null for anything else. */
function readValue(typed: string, isPercent: boolean): number | null {
  const plain = typed.replace(/[,，\s]/g, '');
  if (!isPercent) return /^\d{1,12}$/.test(plain) ? Number(plain) : null;
  const match = /^(-?)(\d{1,5})(?:\.(\d{1,2}))?%?$/.exec(plain);
  if (!match) return null;
  const minor = Number(match[2]) * 100 + Number((match[3] ?? '').padEnd(2, '0'));
  return match[1] === '-' && minor > 0 ? -minor : minor;
}

/** Actuals that no feed has, typed in with their source, and all that was typed in so far. */
export default function TargetActuals() {
  const { slug, name, today, history, targets, elapsed } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('matrix');
  const tc = useText('campaign');
  const busy = useNavigation().state === 'submitting';
  const problems: Partial<Record<Field, Problem>> = answer?.problems ?? {};
  const errorOf = (field: Field) => (problems[field] ? t(`target.${problems[field]}`) : null);
  const field = (field: Field, otherwise = '') => ({ name: field, defaultValue: answer?.values[field] ?? otherwise, error: errorOf(field) });
  return (
    <>
      <PageHeader breadcrumb={<Breadcrumb crumbs={[{ label: tc('title'), to: paths.campaigns() }, { label: name, to: paths.campaign({ slug }) }]} />} title={t('target.title')} />
      <div className="flex flex-col gap-4">
        <TargetsCard targets={targets} elapsed={elapsed} slug={slug} mayState={false} />
        <Card title={t('target.state')}>
          <Form method="post" noValidate key={history.length} className="flex flex-col gap-4">
            <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
              <SelectField {...field('target', 'search_uplift')} label={t('target.column')} options={CAMPAIGN_TARGETS.filter(mayStateActual).map((value) => ({ value, label: t(`target.${value}`) }))} />
              <TextField {...field('value')} label={t('target.value')} hint={t('target.valueHint')} required inputMode="decimal" maxLength={40} />
              <TextField {...field('measuredOn', today)} type="date" max={today} label={t('target.measuredOn')} required />
              <TextField {...field('source')} label={t('target.sourceField')} hint={t('target.sourceHint')} required maxLength={200} />
              <TextField {...field('reason')} label={t('target.reason')} hint={t('target.reasonHint')} required maxLength={500} className="sm:col-span-2" />
            </div>
            <div><Button type="submit" variant="primary" busy={busy}>{t('target.state')}</Button></div>
          </Form>
        </Card>
        <Card title={t('target.history')}>
          {history.length === 0 ? <p className="text-muted">{t('target.noHistory')}</p> : (
            <Table label={t('target.history')} stickyFirst>
              <thead>
                <tr>
                  <th scope="col">{t('target.column')}</th><th scope="col" className="num">{t('target.value')}</th><th scope="col">{t('target.measuredOn')}</th><th scope="col">{t('target.sourceField')}</th>
                  <th scope="col">{t('target.reason')}</th><th scope="col">{t('target.by')}</th><th scope="col">{t('target.at')}</th>
                </tr>
              </thead>
              <tbody>
                {history.map((row) => (
                  <tr key={row.id}>
                    <th scope="row">{t(`target.${row.target}`)}</th><td className="num"><TargetValue target={row.target} value={row.value} /></td><td><DayText day={row.measuredOn} /></td><td>{row.source}</td>
                    <td>{row.reason}</td><td>{row.by}</td><td><InstantText at={row.statedAt} /></td>
                  </tr>
                ))}
              </tbody>
            </Table>
          )}
        </Card>
      </div>
    </>
  );
}
