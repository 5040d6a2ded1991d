import type { ParseKeys } from 'i18next';
import { useContext } from 'react';
import type { ChangeSubject, ShownValue } from '#app/domain/ingestion/import-change.ts';
import { DayText, InstantText } from '#app/components/date-text.tsx';
import { Dash, MoneyText } from '#app/components/money-text.tsx';
import { CountText, PercentText } from '#app/components/number-text.tsx';
import { I18nContext } from '#app/i18n/i18n.ts';
import { useText } from '#app/i18n/use-text.ts';

/** Fields whose values are words of the product, by the list that translates them. */
const WORDS: Readonly<Record<string, string>> = {
  'kol.tier': 'tier', 'collaboration.tier': 'tier', 'kol.platform': 'platform', 'content.platform': 'platform', 'kol.status': 'kolStatus', 'campaign.status': 'campaignStatus',
  'collaboration.status': 'collaborationStatus', 'order.status': 'orderStatus', 'payment.status': 'paymentStatus', 'payment.stage': 'paymentStage', 'cost.kind': 'costKind',
};

interface ShownValueTextProps {
  readonly subject: ChangeSubject;
  readonly field: string;
  readonly value: ShownValue;
}

/** A value of a difference, by its shape: money, a share, an instant, a day, a word of the product, or text. */
export function ShownValueText({ subject, field, value }: ShownValueTextProps) {
  const t = useText('imports');
  const td = useText('domain');
  const { i18n } = useContext(I18nContext);
  if (value === null || value === '') return <Dash />;
  if (typeof value === 'number') return <CountText count={value} />;
  if (typeof value === 'boolean') return <>{t(value ? 'differences.yes' : 'differences.no')}</>;
  if (typeof value === 'string') {
    const key = `${WORDS[`${subject}.${field}`] ?? ''}.${value}`;
    return <span className="break-words">{i18n.exists(`domain:${key}`) ? td(key as ParseKeys<'domain'>) : value}</span>; // The key was asked for just before.
  }
  if (Array.isArray(value)) return value.length === 0 ? <Dash /> : <>{value.join(', ')}</>;
  if ('minor' in value) return <MoneyText minor={value.minor} currency={value.currency} />;
  if ('basisPoints' in value) return <PercentText share={value.basisPoints / 10_000} />;
  if ('at' in value) return <InstantText at={value.at} />;
  if ('day' in value) return <DayText day={value.day} />;
  return <span className="text-muted">{t('differences.hidden')}</span>;
}
