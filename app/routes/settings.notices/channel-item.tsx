import { Form, useNavigation } from '@remix-run/react';
import { useState } from 'react';
import { InstantText } from '#app/components/date-text.tsx';
import { NOTICE_KINDS } from '#app/domain/notice.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Button } from '#app/ui/button.tsx';
import { Dialog } from '#app/ui/dialog.tsx';
import type { ChannelField } from './change-channels.server.ts';
import { ChannelForm } from './channel-form.tsx';
import type { ChannelView } from './load-channels.server.ts';

const TONES = { on: 'green', off: 'neutral', paused: 'red' } as const;

/** A channel: where it leads, how it stands, and everything that can be done with it. */
export function ChannelItem({ channel, errors, values }: { readonly channel: ChannelView; readonly errors: readonly ChannelField[]; readonly values: Readonly<Record<string, string>> }) {
  const t = useText('notices');
  const tc = useText('common');
  const ts = useText('shell');
  const [editing, setEditing] = useState(errors.length > 0);
  const [removing, setRemoving] = useState(false);
  const facts = [
    t(`channel.kind.${channel.kind}`), channel.addressHint, ts(`languageName.${channel.language}`), t(`pace.${channel.pace}`), t(channel.showsCosts ? 'channel.costs' : 'channel.noCosts'),
    t('channel.ofAll', { count: NOTICE_KINDS.length - channel.mutedKinds.length, all: NOTICE_KINDS.length }),
    ...(channel.quietFrom === '' ? [] : [`${t('channel.quiet')} ${channel.quietFrom}–${channel.quietUntil}`]),
  ];
  return (
    <li className="flex flex-col gap-2 px-4 py-3">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="flex-1 min-w-0 basis-72">
          <p className="flex flex-wrap items-center gap-2"><span className="font-semibold break-words">{channel.name}</span><Badge tone={TONES[channel.state]}>{t(`channel.state.${channel.state}`)}</Badge></p>
          <p className="text-muted break-words">{facts.join(' · ')}</p>
          <p className="text-muted text-[0.9286rem]">{t('channel.lastSent')}: {channel.lastSentAt ? <InstantText at={channel.lastSentAt} /> : t('channel.never')}</p>
          {channel.pauseProblem ? <p className="text-red">{t(`problem.${channel.pauseProblem}`)}</p> : null}
        </div>
        <div className="flex flex-wrap gap-2">
          <Act channelId={channel.id} intent="test" label={t('channel.test')} />
          <Button size="sm" onClick={() => setEditing(!editing)} aria-expanded={editing}>{t('channel.change')}</Button>
          {channel.state === 'on' ? <Act channelId={channel.id} intent="off" label={t('channel.switchOff')} /> : null}
          {channel.state === 'off' ? <Act channelId={channel.id} intent="on" label={t('channel.switchOn')} /> : null}
          {channel.state === 'paused' ? <Act channelId={channel.id} intent="resumed" label={t('channel.resume')} /> : null}
          <Button size="sm" icon="trash" aria-label={`${t('channel.remove')}: ${channel.name}`} onClick={() => setRemoving(true)} />
        </div>
      </div>
      {editing ? <div className="rounded-card bg-sunken p-4"><ChannelForm channel={channel} errors={errors} values={values} /></div> : null}
      <Dialog
        open={removing} onClose={() => setRemoving(false)} title={t('channel.removeTitle', { name: channel.name })} description={t('channel.removeText')} closeLabel={tc('action.close')}
        footer={
          <>
            <Button onClick={() => setRemoving(false)}>{tc('action.cancel')}</Button>
            <Form method="post"><input type="hidden" name="intent" value="remove" /><input type="hidden" name="channelId" value={channel.id} /><Button type="submit" variant="danger">{t('channel.remove')}</Button></Form>
          </>
        }
      />
    </li>
  );
}

function Act({ channelId, intent, label }: { readonly channelId: string; readonly intent: 'test' | 'on' | 'off' | 'resumed'; readonly label: string }) {
  const { formData } = useNavigation();
  const busy = formData?.get('channelId') === channelId && formData.get('intent') === intent;
  return (
    <Form method="post">
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="channelId" value={channelId} />
      <Button type="submit" size="sm" busy={busy}>{label}</Button>
    </Form>
  );
}
