import type { MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import * as z from 'zod';
import { PlatformBadge } from '#app/components/badges.tsx';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { InstantText } from '#app/components/date-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { useRootData } from '#app/components/root-data.ts';
import { CONTENT_COUNTS } from '#app/domain/ingestion/content-counts.ts';
import { formatDateTime, formatDay } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { addSnapshot } from '#app/services/add-snapshot.server.ts';
import { correctContent, undoCorrection } from '#app/services/correct-content.server.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Card } from '#app/ui/card.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { TabNav } from '#app/ui/tabs.tsx';
import { AgesCard } from './ages-card.tsx';
import { CountChart } from './count-chart.tsx';
import type { SnapshotAnswer } from './edit-form.tsx';
import { EditForm } from './edit-form.tsx';
import { HistoryCard } from './history-card.tsx';
import { loadContent } from './load-content.server.ts';
import { readSnapshotForm } from './read-counts.server.ts';
import { SnapshotsCard } from './snapshots-card.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const notFound = () => new Response('No such content.', { status: 404 });

export const loader = page('roster:read', async ({ db, workspaceId, params, request, now, can }) => {
  const id = z.uuid().safeParse(params.contentId);
  const found = id.success ? await loadContent(db, { workspaceId, contentId: id.data, now }) : null;
  if (!found) throw notFound();
  return { title: pageTitle(request, 'content:post', found.post.kolName), ...found, mayWrite: can('content:write') };
});

export const action = page('content:write', async ({ db, workspaceId, actor, params, request, now }) => {
  const id = z.uuid().safeParse(params.contentId);
  if (!id.success) throw notFound();
  const reading = await readSnapshotForm(request, actor.workspace.timeZone);
  const { values } = reading;
  const answer = (problems: SnapshotAnswer['problems'], message: SnapshotAnswer['message'] = null): SnapshotAnswer => ({ values, problems, message });
  if (!reading.ok) return answer(reading.problems);
  const { typed } = reading;
  const input = { ...typed, workspaceId, contentId: id.data };
  if (typed.intent === 'add') {
    const outcome = await addSnapshot(db, input, { now, actor });
    if (outcome.status === 'not-found') throw notFound();
    if (outcome.status === 'outside-life') return answer({ capturedAt: 'outside' });
    if (outcome.status === 'exists') return answer({ capturedAt: 'exists' });
    return outcome.status === 'nothing-counted' ? answer({ views: 'nothing' }) : seeOther(paths.content({ contentId: id.data }));
  }
  const outcome = typed.intent === 'undo' ? await undoCorrection(db, input, { now, actor }) : await correctContent(db, input, { now, actor });
  if (outcome.status === 'not-found') return answer({}, 'gone');
  return outcome.status === 'corrected' ? seeOther(paths.content({ contentId: id.data })) : answer({}, outcome.status);
});

export default function Content() {
  const data = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('content');
  const tc = useText('collaboration');
  const { post } = data;
  return (
    <>
      <PageHeader
        breadcrumb={<Breadcrumb crumbs={[{ label: tc('title'), to: paths.collaborations() }, { label: post.campaignName, to: paths.campaign({ slug: post.campaignSlug }) }, { label: post.kolName, to: paths.collaboration(post) }]} />}
        title={t('title', { name: post.kolName })}
        meta={
          <>
            <span><PlatformBadge platform={post.platform} /> · {t('publishedAt')} <InstantText at={post.publishedAt} /></span>
            <a href={post.url} target="_blank" rel="noreferrer" className="min-w-0 max-w-full truncate text-accent hover:underline">{t('open')}: {post.url.replace(/^https?:\/\//, '')}</a>
          </>
        }
      />
      <div className="flex flex-col gap-4">
        <Notices data={data} />
        <AgesCard ages={data.ages} />
        <ChartCard data={data} />
        <EditForm data={data} answer={answer} />
        <SnapshotsCard contentId={post.id} snapshots={data.snapshots} mayWrite={data.mayWrite} />
        <HistoryCard corrections={data.corrections} mayWrite={data.mayWrite} />
      </div>
    </>
  );
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

function Notices({ data: { post } }: { readonly data: Data }) {
  const t = useText('content');
  const locale = useLocale();
  const { workspace } = useRootData();
  const time = (at: Date) => formatDateTime(at, locale, workspace.timeZone);
  return (
    <>
      {post.unavailableAt ? <Banner tone="amber" title={t('gone')}>{t('goneText', { time: time(post.unavailableAt) })}</Banner> : null}
      {post.statedPublishedAt ? <Banner tone="amber">{t('otherPublication', { stated: time(post.statedPublishedAt), here: time(post.publishedAt) })}</Banner> : null}
    </>
  );
}

/** The count that the address asks for, views otherwise, with a tab for every count that was ever reported. */
function ChartCard({ data: { post, snapshots, ages, breaks } }: { readonly data: Data }) {
  const t = useText('content');
  const locale = useLocale();
  const [search] = useSearchParams();
  const reported = CONTENT_COUNTS.filter((count) => snapshots.some((row) => row[count] !== null));
  const count = reported.find((one) => one === search.get('count')) ?? reported.find((one) => one === 'views') ?? reported[0];
  if (!count) return null;
  return (
    <Card title={t('chart')}>
      <TabNav label={t('chart')} tabs={reported.map((one) => ({ to: paths.content({ contentId: post.id }, `?count=${one}`), label: t(`count.${one}`), active: one === count }))} />
      <div className="mt-4"><CountChart count={count} snapshots={snapshots} ageHours={ages.map((age) => age.hours)} /></div>
      {breaks.filter((change) => change.input === count).map((change) => (
        <p key={change.fromDay} className="mt-2 text-muted text-[0.9286rem]">{t('breakOf', { count: t(`count.${count}`), day: formatDay(change.fromDay, locale) })}</p>
      ))}
    </Card>
  );
}
