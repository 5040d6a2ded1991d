import { TierBadge } from '#app/components/badges.tsx';
import { MoneyText } from '#app/components/money-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { useRootData } from '#app/components/root-data.ts';
import { formatPercent } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Table } from '#app/ui/table.tsx';
import type { ProposalEffects } from './load-effects.server.ts';

/** The campaign's money and slots before and after, for each choice that can be made. */
export function EffectsTable({ effects, releasedMinor }: { readonly effects: ProposalEffects; readonly releasedMinor: number }) {
  const t = useText('proposals');
  const { workspace: { currency } } = useRootData();
  return (
    <div className="mb-3">
      <Table label={t('effects.title')} compact>
        <thead>
          <tr>
            <th scope="col">{t('effects.choice')}</th>
            <th scope="col" className="num">{t('released')}</th>
            <th scope="col" className="num">{t('effects.drafted')}</th>
            <th scope="col">{t('effects.tier')}</th>
            <th scope="col">{t('effects.slots')}</th>
            <th scope="col" className="num">{t('effects.budget')}</th>
          </tr>
        </thead>
        <tbody>
          {effects.map((effect) => (
            <tr key={effect.rank ?? 0}>
              <th scope="row">{effect.rank === null ? t('effects.nobody') : `${effect.rank}. ${effect.name ?? ''}`}</th>
              <td className="num"><MoneyText minor={releasedMinor} currency={currency} /></td>
              <td className="num"><MoneyText minor={effect.priceMinor} currency={currency} /></td>
              <td>{effect.tiers.map((tier) => <TierMoney key={tier.tier} tier={tier} />)}</td>
              <td>{effect.tiers.map((tier) => <Slots key={tier.tier} tier={tier} />)}</td>
              <td className="num">
                <MoneyText minor={effect.takenAfterMinor} currency={currency} /><span className="block text-muted">{t('effects.was')} <MoneyText minor={effect.takenBeforeMinor} currency={currency} /></span>
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

type TierEffect = ProposalEffects[number]['tiers'][number];

function TierMoney({ tier }: { readonly tier: TierEffect }) {
  const t = useText('proposals');
  const locale = useLocale();
  const { workspace: { currency } } = useRootData();
  const share = (minor: number) => (tier.plannedMinor === 0 ? '—' : formatPercent(minor / tier.plannedMinor, locale, 0));
  return (
    <span className="flex flex-wrap items-center gap-x-2 whitespace-nowrap">
      <TierBadge tier={tier.tier} />
      <span className={tier.after.takenMinor > tier.plannedMinor ? 'text-red' : undefined}><MoneyText minor={tier.after.takenMinor} currency={currency} /></span>
      <span className="text-muted">{t('effects.shareOfPlan', { before: share(tier.before.takenMinor), after: share(tier.after.takenMinor) })}</span>
    </span>
  );
}

function Slots({ tier }: { readonly tier: TierEffect }) {
  const t = useText('proposals');
  return <span className="block whitespace-nowrap">{t('effects.slotCount', { filled: tier.after.filled, offered: tier.after.offered, slots: tier.slots })}</span>;
}
