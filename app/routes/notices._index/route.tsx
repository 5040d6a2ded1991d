import type { MetaFunction } from '@remix-run/node';
import { Form, useLoaderData, useSubmit } from '@remix-run/react';
import * as z from 'zod';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { readAllNotices, readNotice } from '#app/services/read-notices.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TabNav } from '#app/ui/tabs.tsx';
import type { Show } from './load-notices.server.ts';
import { loadNotices } from './load-notices.server.ts';
import { NoticeItem } from './notice-item.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = page('roster:read', async (context) => ({
  title: pageTitle(context.request, 'notices:title'), now: context.now.toISOString(), ...(await loadNotices(context)),
}));

const readingForm = z.discriminatedUnion('intent', [
  z.strictObject({ intent: z.literal('read'), noticeId: z.uuid() }),
  z.strictObject({ intent: z.literal('read-all') }),
]);

/** Marks one as read, or everything that is there by now. */
export const action = page('roster:read', async ({ db, workspaceId, actor, request, now }) => {
  const form = await readForm(request, readingForm);
  if (!form.ok || actor.id === null) throw new Response('The form holds something that is not understood.', { status: 400 });
  const reader = { workspaceId, userId: actor.id };
  if (form.value.intent === 'read') await readNotice(db, { ...reader, noticeId: form.value.noticeId }, { now });
  else await readAllNotices(db, reader, { now });
  return { done: true };
});

/** The tabs in the order in which they are wanted. */
const TABS: readonly Show[] = ['open', 'unread', 'all'];

export default function Notices() {
  const data = useLoaderData<typeof loader>();
  const t = useText('notices');
  const submit = useSubmit();
  const addressOf = (change: { show?: Show; kind?: string | null; after?: string | null; before?: string | null }) => {
    const asked = { show: data.show, kind: data.kind, ...change };
    const search = new URLSearchParams(Object.entries(asked).flatMap(([name, value]): [string, string][] => (value ? [[name, value]] : []))).toString();
    return paths.notices(search === '' ? '' : `?${search}`);
  };
  return (
    <div className="max-w-5xl">
      <PageHeader
        title={t('title')}
        actions={
          <>
            <LinkButton to={paths.noticePreferences()} icon="settings">{t('mine')}</LinkButton>
            {data.notices.some((one) => !one.isRead && one.overAt === null) ? (
              <Form method="post"><input type="hidden" name="intent" value="read-all" /><Button type="submit" icon="check">{t('readAll')}</Button></Form>
            ) : null}
          </>
        }
      />
      <div>
        <TabNav label={t('show.label')} tabs={TABS.map((show) => ({ to: addressOf({ show }), label: t(`show.${show}`), active: show === data.show }))} />
        <div className="my-3 flex flex-wrap items-end gap-3">
          <Form method="get" className="w-64" onChange={(event) => submit(event.currentTarget)}>
            <input type="hidden" name="show" value={data.show} />
            <SelectField
              key={data.kind ?? ''} label={t('kindFilter')} name="kind" defaultValue={data.kind ?? ''} placeholder={t('allKinds')}
              options={data.kinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
            />
          </Form>
          {data.kinds.length < data.concerning ? <p className="text-muted pb-2">{t('muted', { count: data.kinds.length, all: data.concerning })}</p> : null}
        </div>
        <Card flush>
          {data.notices.length === 0 ? <EmptyState icon="circle-check" title={t(`emptyTitle.${data.show}`)}>{t('emptyText')}</EmptyState> : (
            <ul className="divide-y divide-line">{data.notices.map((notice) => <NoticeItem key={notice.id} notice={notice} now={data.now} />)}</ul>
          )}
        </Card>
        {data.before || data.after ? (
          <div className="mt-3">
            <Pagination
              label={t('pages')} previous={data.before && addressOf({ before: data.before })} next={data.after && addressOf({ after: data.after })} previousLabel={t('newer')} nextLabel={t('older')}
            />
          </div>
        ) : null}
      </div>
    </div>
  );
}
