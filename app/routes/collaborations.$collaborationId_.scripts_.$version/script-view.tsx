import { Form, Link } from '@remix-run/react';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { InstantText } from '#app/components/date-text.tsx';
import { DiffText } from '#app/components/diff-text.tsx';
import type { TextMark } from '#app/components/marked-text.tsx';
import { MarkedText, MarkSample } from '#app/components/marked-text.tsx';
import { DueText, RoundText, ScriptStatusBadge } from '#app/components/script-badges.tsx';
import { BriefAndScriptTabs } from '#app/components/script-tabs.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { ChecksCard } from './checks-card.tsx';
import { HistoryCard } from './history-card.tsx';
import type { ScriptPage } from './load-script.server.ts';
import { NearCard } from './near-card.tsx';
import type { StepAnswer } from './script-steps.tsx';
import { ScriptSteps } from './script-steps.tsx';

/** A version of a script as whoever approves it reads it: text with findings, what changed, checks, near-copies, history. */
export function ScriptView({ data, answer, forLegal = false }: { readonly data: ScriptPage; readonly answer: StepAnswer | null; readonly forLegal?: boolean }) {
  const t = useText('scripts');
  const tc = useText('collaboration');
  const { collaboration, script, text, isNewest } = data;
  const at = { collaborationId: collaboration.id };
  return (
    <>
      <PageHeader
        breadcrumb={<Breadcrumb crumbs={[{ label: tc('title'), to: paths.collaborations() }, { label: collaboration.kolName, to: paths.collaboration(at) }, { label: t('title'), to: paths.collaborationScripts(at) }]} />}
        title={`${collaboration.kolName} · ${t('version', { version: text.version })}`}
        meta={
          <>
            {isNewest ? <><ScriptStatusBadge status={script.status} /><RoundText round={script.round} usual={data.usualRounds} /></> : null}
            {isNewest && script.dueOn ? <span>{t('due')} <DueText dueOn={script.dueOn} overdue={script.overdue} /></span> : null}
            <span>{text.authorName} · <InstantText at={text.writtenAt} /></span>
            <Link to={paths.campaignScripts({ slug: collaboration.campaignSlug })} className="hover:underline">{t('page.similar')}</Link>
          </>
        }
      />
      <BriefAndScriptTabs collaborationId={collaboration.id} current="scripts" />
      <div className="flex flex-col gap-4">
        {isNewest ? null : <Banner tone="amber" action={<Link to={paths.collaborationScript({ ...at, version: script.latestVersion })} className="underline">{t('page.newest')}</Link>}>{t('page.older')}</Banner>}
        {data.briefChangedSince ? <Banner tone="amber" action={<Link to={paths.collaborationBrief(at)} className="underline">{t('brief')}</Link>}>{t('briefPage.since')}</Banner> : null}
        <div className="grid gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] items-start">
          <div className="flex flex-col gap-4 min-w-0">
            <TextCard data={data} />
            <ChangesCard data={data} />
          </div>
          <div className="flex flex-col gap-4 min-w-0">
            {isNewest ? <ScriptSteps data={data} answer={answer} forLegal={forLegal} /> : null}
            <ChecksCard checks={data.checks} brief={data.brief} />
            <NearCard near={data.near} similarityFrom={data.similarityFrom} collaboration={collaboration} text={text} />
            <HistoryCard events={data.events} />
          </div>
        </div>
      </div>
    </>
  );
}

function TextCard({ data: { text, checks } }: { readonly data: ScriptPage }) {
  const t = useText('scripts');
  const marks: TextMark[] = [
    ...checks.mustNotSay.flatMap(({ phrase, places }) => places.map((place) => ({ ...place, kind: 'forbidden' as const, label: `${t('view.forbidden')}: ${phrase}` }))),
    ...(checks.adMark.place ? [{ ...checks.adMark.place, kind: 'mark' as const, label: t('view.mark') }] : []),
    ...checks.mustSay.flatMap(({ phrase, places }) => places.map((place) => ({ ...place, kind: 'said' as const, label: `${t('view.said')}: ${phrase}` }))),
  ];
  return (
    <Card title={t('view.text')} subtitle={text.note || undefined}>
      <MarkedText text={text.body} marks={marks} />
      {marks.length > 0 ? (
        <p className="mt-4 flex flex-wrap items-center gap-2 text-muted text-[0.9286rem]">
          {t('view.legend')}
          {(['said', 'forbidden', 'mark'] as const).filter((kind) => marks.some((mark) => mark.kind === kind)).map((kind) => <MarkSample key={kind} kind={kind}>{t(`view.${kind}`)}</MarkSample>)}
        </p>
      ) : null}
    </Card>
  );
}

function ChangesCard({ data: { diff, text, versions } }: { readonly data: ScriptPage }) {
  const t = useText('scripts');
  const choices = versions.filter(({ version }) => version !== text.version);
  if (diff === null) return choices.length === 0 ? null : <Card title={t('view.against')}><p className="text-muted">{t('view.first')}</p></Card>;
  return (
    <Card
      title={t('view.changes', { version: diff.against })}
      actions={choices.length > 1 ? (
        <Form method="get" className="flex items-end gap-2">
          <SelectField label={t('view.against')} hideLabel name="against" defaultValue={String(diff.against)} options={choices.map(({ version }) => ({ value: String(version), label: t('version', { version }) }))} />
          <Button type="submit" size="sm">{t('view.compare')}</Button>
        </Form>
      ) : null}
    >
      {diff.segments.every(({ kind }) => kind === 'same') ? <p className="text-muted">{t('view.same')}</p> : <DiffText segments={diff.segments} />}
    </Card>
  );
}
