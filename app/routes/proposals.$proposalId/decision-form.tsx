import { Form, useNavigation } from '@remix-run/react';
import { MoneyText } from '#app/components/money-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { useRootData } from '#app/components/root-data.ts';
import { formatMoney } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { KeyValueList } from '#app/ui/key-value-list.tsx';
import { TextareaField } from '#app/ui/text-field.tsx';
import { EffectsTable } from './effects-table.tsx';
import { DECISION_FORM } from './form-id.ts';
import type { ProposalEffects } from './load-effects.server.ts';
import type { OpenProposal, ProposalFigures } from './view.server.ts';

interface DecisionFormProps {
  readonly proposal: OpenProposal;
  readonly figures: ProposalFigures;
  readonly effects: ProposalEffects | null;
  readonly refused: { readonly refusal: { readonly status: string }; readonly values: Readonly<Record<string, string>> } | null;
}

/** Accept or reject, with what accepting will do written out before the button. */
export function DecisionForm({ proposal, figures, effects, refused }: DecisionFormProps) {
  const t = useText('proposals');
  const te = useText('errors');
  const tc = useText('common');
  const busy = useNavigation().formMethod === 'POST';
  return (
    <Card title={t('decide')}>
      <Effects proposal={proposal} figures={figures} />
      {effects ? <EffectsTable effects={effects} releasedMinor={figures.willReleaseMinor} /> : null}
      <Form method="post" id={DECISION_FORM} className="flex flex-col gap-3 max-w-2xl">
        <TextareaField
          label={t('reason')} hint={t('reasonHint')} name="reason" rows={2} maxLength={1000} defaultValue={refused?.values.reason ?? ''}
          error={refused?.refusal.status === 'reason-needed' ? te('field.reason') : null}
        />
        <div className="flex flex-wrap gap-2">
          <Button type="submit" name="decision" value="accept" variant="primary" busy={busy}>{t('accept')}</Button>
          <Button type="submit" name="decision" value="reject" busy={busy}>{tc('action.reject')}</Button>
        </div>
      </Form>
    </Card>
  );
}

function Effects({ proposal, figures }: Pick<DecisionFormProps, 'proposal' | 'figures'>) {
  const t = useText('proposals');
  const locale = useLocale();
  const { workspace } = useRootData();
  const text = (minor: number) => formatMoney(minor, workspace.currency, locale);
  const money = (minor: number | null) => <MoneyText minor={minor} currency={workspace.currency} />;
  const name = proposal.kolName;
  switch (proposal.kind) {
    case 'keep':
    case 'wait':
    case 'extend':
      return <p className="mb-3">{t(`effect.${proposal.kind}`, { name })}</p>;
    case 'reduce':
      return (
        <div className="mb-3 flex flex-col gap-2">
          <p>{t('effect.reduce', { name, released: text(figures.willReleaseMinor), freed: text(figures.freedMinor) })}</p>
          <KeyValueList items={[{ key: 'released', label: t('released'), value: money(figures.willReleaseMinor) }, { key: 'left', label: t('newAmount'), value: money(figures.newAmountMinor) }]} />
        </div>
      );
    case 'replace':
      return (
        <div className="mb-3">
          <p className="mb-1">{t('effect.replace', { name })}</p>
          <ul className="list-disc ps-5">
            <li>{t('effect.release', { released: text(figures.willReleaseMinor) })}</li>
            <li>{figures.candidates.length > 0 ? t('effect.draft', { campaign: proposal.campaignName }) : t('effect.draftNobody')}</li>
            <li>{t('effect.linksStay')}</li>
          </ul>
        </div>
      );
  }
}
