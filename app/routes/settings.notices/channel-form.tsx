import { Form, useNavigation } from '@remix-run/react';
import { useState } from 'react';
import { useRootData } from '#app/components/root-data.ts';
import type { ChannelKind } from '#app/domain/notice-channel.ts';
import { CHANNEL_KINDS, CHANNEL_PACES, takesSecret } from '#app/domain/notice-channel.ts';
import { NOTICE_KINDS } from '#app/domain/notice.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Button } from '#app/ui/button.tsx';
import { Checkbox } from '#app/ui/checkbox.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import type { ChannelField } from './change-channels.server.ts';
import type { ChannelView } from './load-channels.server.ts';

interface ChannelFormProps {
  /** Null for a new one. */
  readonly channel: ChannelView | null;
  readonly errors: readonly ChannelField[];
  /** What was typed, where it was not taken. */
  readonly values: Readonly<Record<string, string>>;
}

/** A new channel or a change of one. Address and secret of a stored one are never filled in; left empty they stay. */
export function ChannelForm({ channel, errors, values }: ChannelFormProps) {
  const t = useText('notices');
  const tc = useText('common');
  const ts = useText('shell');
  const { workspace } = useRootData();
  const busy = useNavigation().formMethod === 'POST';
  const [kind, setKind] = useState<ChannelKind>(channel?.kind ?? CHANNEL_KINDS.find((one) => one === values['kind']) ?? 'dingtalk');
  const errorOf = (field: ChannelField) => (errors.includes(field) ? t(`channel.error.${field}`) : null);
  const isTold = (one: (typeof NOTICE_KINDS)[number]) => (values['kinds'] === undefined ? !channel?.mutedKinds.includes(one) : values['kinds'].split(',').includes(one));
  return (
    <Form method="post" noValidate className="flex flex-col gap-4">
      <input type="hidden" name="intent" value={channel ? 'change' : 'add'} />
      {channel ? <><input type="hidden" name="channelId" value={channel.id} /><input type="hidden" name="version" value={channel.version} /><input type="hidden" name="kind" value={channel.kind} /></> : null}
      <div className="grid gap-4 sm:grid-cols-2">
        {channel ? null : (
          <SelectField
            label={t('channel.kindLabel')} name="kind" value={kind} onChange={(event) => setKind(CHANNEL_KINDS.find((one) => one === event.currentTarget.value) ?? kind)}
            options={CHANNEL_KINDS.map((value) => ({ value, label: t(`channel.kind.${value}`) }))}
          />
        )}
        <TextField label={t('channel.name')} name="name" required maxLength={80} hint={t('channel.nameHint')} defaultValue={values['name'] ?? channel?.name ?? ''} error={errorOf('name')} />
        <TextField
          className="sm:col-span-2" label={t('channel.address')} name="address" required={channel === null} autoComplete="off" spellCheck={false} error={errorOf('address')}
          hint={channel ? t('channel.addressKept', { hint: channel.addressHint }) : <span className="break-all">{t(`channel.addressHint.${kind}`)}</span>}
        />
        {takesSecret(kind) ? (
          <TextField
            className="sm:col-span-2" label={t('channel.secret')} name="secret" type="password" autoComplete="off" required={channel === null && kind === 'webhook'} error={errorOf('secret')}
            hint={channel?.hasSecret ? t('channel.secretKept') : kind === 'webhook' ? t('channel.secretHintWebhook') : t('channel.secretHint')}
          />
        ) : <input type="hidden" name="secret" value="" />}
        <SelectField
          label={t('channel.language')} name="language" defaultValue={values['language'] ?? channel?.language ?? 'zh-CN'}
          options={(['zh-CN', 'en'] as const).map((value) => ({ value, label: ts(`languageName.${value}`) }))}
        />
        <SelectField label={t('channel.pace')} name="pace" defaultValue={values['pace'] ?? channel?.pace ?? 'each'} options={CHANNEL_PACES.map((value) => ({ value, label: t(`pace.${value}`) }))} />
        <TextField label={t('channel.quietFrom')} name="quietFrom" type="time" defaultValue={values['quietFrom'] ?? channel?.quietFrom ?? ''} hint={t('channel.quietHint', { zone: workspace.timeZone })} error={errorOf('quiet')} />
        <TextField label={t('channel.quietUntil')} name="quietUntil" type="time" defaultValue={values['quietUntil'] ?? channel?.quietUntil ?? ''} />
      </div>
      <Checkbox
        name="showsCosts" label={t('channel.showsCosts')} hint={t('channel.showsCostsHint')}
        defaultChecked={values['name'] === undefined ? (channel?.showsCosts ?? false) : values['showsCosts'] === 'on'}
      />
      <fieldset>
        <legend className="font-medium mb-1">{t('channel.kinds')}</legend>
        <div className="grid gap-x-4 sm:grid-cols-2 lg:grid-cols-3">
          {NOTICE_KINDS.map((one) => <Checkbox key={one} name="kinds" value={one} label={t(`kind.${one}`)} defaultChecked={isTold(one)} />)}
        </div>
        {errors.includes('kinds') ? <p role="alert" className="text-red text-[0.9286rem]">{t('channel.error.kinds')}</p> : null}
      </fieldset>
      <div><Button type="submit" variant="primary" busy={busy}>{channel ? tc('action.saveChanges') : t('channel.add')}</Button></div>
    </Form>
  );
}
