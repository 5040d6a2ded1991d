import type { MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { SettingsHeader } from '#app/components/settings-tabs.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { page } from '#app/lib/authorize.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import type { ChannelNotice } from './change-channels.server.ts';
import { changeChannels } from './change-channels.server.ts';
import { ChannelForm } from './channel-form.tsx';
import { ChannelItem } from './channel-item.tsx';
import { loadChannels } from './load-channels.server.ts';
import { MailServerCard } from './mail-server-card.tsx';
import { MessageTable } from './message-table.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = page('settings:manage', async (context) => ({ title: pageTitle(context.request, 'notices:channel.title'), ...(await loadChannels(context)) }));

export const action = page('settings:manage', changeChannels);

const TROUBLES: readonly ChannelNotice[] = ['notFound', 'notReplayable', 'conflict', 'limited'];

export default function NoticeSettings() {
  const { channels, messages, mail } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof changeChannels>();
  const t = useText('notices');
  // Opened by hand the form stays until it is closed by hand, or an answer to it says that the channel is added.
  const [form, setForm] = useState<{ readonly isOpen: boolean; readonly answer: unknown } | null>(null);
  const addFailed = answer?.form === 'add';
  if (form?.isOpen && answer?.notice === 'added' && answer !== form.answer) setForm({ isOpen: false, answer });
  const isOpen = form === null ? addFailed : form.isOpen;
  return (
    <>
      <SettingsHeader />
      <div className="flex flex-col gap-4 max-w-5xl">
        <p className="text-muted max-w-3xl">{t('channel.text')}</p>
        {answer?.notice ? <Banner tone={TROUBLES.includes(answer.notice) ? 'amber' : 'green'}>{t(`channel.notice.${answer.notice}`)}</Banner> : null}
        {answer?.problem ? <Banner tone="red">{t(`problem.${answer.problem}`)}</Banner> : null}
        <Card title={t('channel.title')} flush actions={<Button icon="plus" variant={channels.length === 0 ? 'primary' : 'secondary'} aria-expanded={isOpen} onClick={() => setForm({ isOpen: !isOpen, answer })}>{t('channel.add')}</Button>}>
          {isOpen ? (
            <div className="border-t border-line px-4 py-4">
              <ChannelForm channel={null} errors={addFailed ? answer.errors : []} values={addFailed ? answer.values : {}} />
            </div>
          ) : null}
          {channels.length === 0 && !isOpen ? <EmptyState icon="bell" title={t('channel.emptyTitle')}>{t('channel.emptyText')}</EmptyState> : null}
          {channels.length === 0 ? null : (
            <ul className="divide-y divide-line border-t border-line">
              {channels.map((channel) => (
                <ChannelItem
                  key={`${channel.id} ${channel.version}`} channel={channel} errors={answer?.form === channel.id ? answer.errors : []} values={answer?.form === channel.id ? answer.values : {}}
                />
              ))}
            </ul>
          )}
        </Card>
        <MailServerCard key={answer?.notice ?? 'mail'} mail={mail} errors={answer?.mailErrors ?? {}} values={answer?.form === 'mail' ? answer.values : null} />
        <MessageTable messages={messages} />
      </div>
    </>
  );
}
