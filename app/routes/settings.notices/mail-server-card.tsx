import { Form, useNavigation } from '@remix-run/react';
import { MAIL_SECURITIES } from '#app/domain/mail-server.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import type { MailView } from './load-channels.server.ts';

interface MailServerCardProps {
  readonly mail: MailView | null;
  /** Codes by field. */
  readonly errors: Readonly<Record<string, string>>;
  /** What was typed, where it was not taken. */
  readonly values: Readonly<Record<string, string>> | null;
}

const CODES = ['long', 'line', 'host', 'port', 'address'] as const;

/** The server that mail leaves by; a stored password is never filled in. */
export function MailServerCard({ mail, errors, values }: MailServerCardProps) {
  const t = useText('notices');
  const busy = useNavigation().formMethod === 'POST';
  const errorOf = (field: string) => {
    const code = CODES.find((one) => one === errors[field]);
    return code ? t(`mail.error.${code}`) : null;
  };
  const valueOf = (field: 'host' | 'port' | 'userName' | 'senderAddress' | 'senderName' | 'security', otherwise: string) => values?.[field] ?? (mail ? String(mail[field]) : otherwise);
  const state = mail ? t('mail.inUse', { host: mail.host, port: mail.port, sender: mail.senderAddress }) : t('mail.none');
  return (
    <Card title={t('mail.title')} subtitle={t('mail.text')} actions={<Badge tone={mail ? 'green' : 'neutral'}>{state}</Badge>}>
      <Form method="post" noValidate className="grid gap-4 sm:grid-cols-2">
        <input type="hidden" name="intent" value="save-mail" />
        <TextField label={t('mail.host')} name="host" required autoComplete="off" defaultValue={valueOf('host', '')} error={errorOf('host')} />
        <TextField label={t('mail.port')} name="port" required inputMode="numeric" defaultValue={valueOf('port', '587')} error={errorOf('port')} />
        <SelectField
          className="sm:col-span-2" label={t('mail.security')} name="security" defaultValue={valueOf('security', 'starttls')}
          options={MAIL_SECURITIES.map((value) => ({ value, label: t(`mail.securityName.${value}`) }))}
        />
        <TextField label={t('mail.userName')} name="userName" autoComplete="off" hint={t('mail.userHint')} defaultValue={valueOf('userName', '')} error={errorOf('userName')} />
        <TextField label={t('mail.password')} name="password" type="password" autoComplete="new-password" hint={mail?.hasPassword ? t('mail.passwordKept') : undefined} error={errorOf('password')} />
        <TextField label={t('mail.senderAddress')} name="senderAddress" type="email" required defaultValue={valueOf('senderAddress', '')} error={errorOf('senderAddress')} />
        <TextField label={t('mail.senderName')} name="senderName" defaultValue={valueOf('senderName', 'KOL Matrix')} error={errorOf('senderName')} />
        <div className="sm:col-span-2"><Button type="submit" variant="primary" busy={busy}>{t('mail.save')}</Button></div>
      </Form>
      {mail ? <Form method="post" className="mt-3"><input type="hidden" name="intent" value="forget-mail" /><Button type="submit" size="sm" variant="ghost">{t('mail.forget')}</Button></Form> : null}
    </Card>
  );
}
