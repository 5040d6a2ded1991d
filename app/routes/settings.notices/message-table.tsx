import { Form } from '@remix-run/react';
import { InstantText } from '#app/components/date-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { useRootData } from '#app/components/root-data.ts';
import type { MessageState } from '#app/domain/notice-channel.ts';
import { formatDateTime } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import type { Tone } from '#app/ui/badge.tsx';
import { Badge } from '#app/ui/badge.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { Table } from '#app/ui/table.tsx';
import type { MessageView } from './load-channels.server.ts';

const TONES: Readonly<Record<MessageState, Tone>> = { waiting: 'amber', sent: 'green', failed: 'red' };

/** What the channels sent or tried to, latest first, with why it failed; what was given up can be sent again. */
export function MessageTable({ messages }: { readonly messages: readonly MessageView[] }) {
  const t = useText('notices');
  return (
    <Card title={t('sent.title')} flush>
      {messages.length === 0 ? <EmptyState icon="bell" title={t('sent.emptyTitle')}>{t('sent.emptyText')}</EmptyState> : (
        <Table label={t('sent.title')} compact>
          <thead>
            <tr>
              <th scope="col">{t('sent.at')}</th><th scope="col">{t('sent.channel')}</th><th scope="col">{t('sent.what')}</th><th scope="col">{t('sent.state')}</th>
              <th scope="col" className="num">{t('sent.tries')}</th><th scope="col">{t('sent.problem')}</th><th scope="col"><span className="sr-only">{t('channel.actions')}</span></th>
            </tr>
          </thead>
          <tbody>{messages.map((message) => <MessageLine key={message.id} message={message} />)}</tbody>
        </Table>
      )}
    </Card>
  );
}

function MessageLine({ message }: { readonly message: MessageView }) {
  const t = useText('notices');
  const locale = useLocale();
  const { workspace } = useRootData();
  return (
    <tr>
      <th scope="row"><InstantText at={message.triedAt ?? message.createdAt} /></th>
      <td>{message.channelName} <span className="text-muted">{t(`channel.kind.${message.channelKind}`)}</span></td>
      <td>{message.isTest ? t('sent.test') : t('sent.alerts', { count: message.notices })}</td>
      <td><Badge tone={TONES[message.state]}>{t(`sent.stateName.${message.state}`)}</Badge></td>
      <td className="num">{message.tries}</td>
      <td>
        {message.problem ? t(`problem.${message.problem}`) : null}
        {message.state === 'waiting' && message.tries > 0 ? <span className="block text-muted">{t('sent.nextTry', { time: formatDateTime(message.nextTryAt, locale, workspace.timeZone) })}</span> : null}
      </td>
      <td>
        {message.state === 'failed' && !message.isTest ? (
          <Form method="post"><input type="hidden" name="intent" value="replay" /><input type="hidden" name="messageId" value={message.id} /><Button type="submit" size="sm">{t('sent.again')}</Button></Form>
        ) : null}
      </td>
    </tr>
  );
}
