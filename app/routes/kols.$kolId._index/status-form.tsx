import { Form, useNavigation } from '@remix-run/react';
import type { KolDetail } from '#db/queries/kol-detail.server.ts';
import type { KolStatus } from '#app/domain/kol.ts';
import { useText } from '#app/i18n/use-text.ts';
import type { FormValues } from '#app/lib/form.server.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';

const STATUSES: readonly KolStatus[] = ['active', 'bench', 'blocked', 'archived'];

interface StatusFormProps {
  readonly kol: KolDetail;
  readonly problem: 'stale' | 'reason-missing' | null;
  readonly values: FormValues;
}

/** Active, bench or blocked. */
export function StatusForm({ kol, problem, values }: StatusFormProps) {
  const t = useText('roster');
  const td = useText('domain');
  const busy = useNavigation().formMethod === 'POST';
  return (
    <Card title={t('profile.status')}>
      <Form key={kol.version} method="post" className="flex flex-col gap-3">
        {problem === 'stale' ? <Banner tone="amber">{t('profile.statusStale')}</Banner> : null}
        <input type="hidden" name="version" value={kol.version} />
        <SelectField label={t('profile.newStatus')} name="status" defaultValue={values.status ?? kol.status} options={STATUSES.map((status) => ({ value: status, label: td(`kolStatus.${status}`) }))} />
        <TextField
          label={t('profile.statusReason')} name="reason" maxLength={500} defaultValue={values.reason ?? ''} hint={t('profile.statusReasonHint')}
          error={problem === 'reason-missing' ? t('profile.statusReasonMissing') : null}
        />
        <div><Button type="submit" busy={busy}>{t('profile.statusSave')}</Button></div>
      </Form>
    </Card>
  );
}
