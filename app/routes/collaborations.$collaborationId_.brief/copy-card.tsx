import { Form, useNavigation } from '@remix-run/react';
import type { Tier } from '#app/domain/kol.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { SelectField } from '#app/ui/select-field.tsx';

const TIERS: readonly Tier[] = ['top', 'mid', 'emerging'];

/** Gives the other collaborations of the campaign, or those of one tier, the same brief. */
export function CopyCard({ tier }: { readonly tier: Tier }) {
  const t = useText('scripts');
  const td = useText('domain');
  const busy = useNavigation().formData?.get('intent') === 'copy';
  return (
    <Card title={t('briefPage.copyTitle')} subtitle={t('briefPage.copyText')}>
      <Form method="post" className="flex flex-wrap items-end gap-2">
        <input type="hidden" name="intent" value="copy" />
        <SelectField
          label={t('briefPage.copyTo')} name="tier" defaultValue={tier} className="min-w-48 flex-1"
          options={[{ value: 'all', label: t('briefPage.copyAll') }, ...TIERS.map((value) => ({ value, label: t('briefPage.copyTier', { tier: td(`tier.${value}`) }) }))]}
        />
        <Button type="submit" icon="copy" busy={busy}>{t('briefPage.copy')}</Button>
      </Form>
    </Card>
  );
}
