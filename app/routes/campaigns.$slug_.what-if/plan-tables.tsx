import { Link } from '@remix-run/react';
import { TierBadge } from '#app/components/badges.tsx';
import { MoneyText } from '#app/components/money-text.tsx';
import { useText } from '#app/i18n/use-text.ts';
import type { Tier } from '#app/domain/kol.ts';
import type { WhatIfLimit } from '#app/domain/proposals/what-if.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Card } from '#app/ui/card.tsx';
import { Table } from '#app/ui/table.tsx';

export interface MoveRow {
  readonly key: string;
  readonly name: string;
  readonly tier: Tier;
  readonly to: string;
  readonly action: 'extend' | 'reduce' | 'end' | 'take' | 'pilot';
  readonly fromMinor: number;
  readonly toMinor: number;
  readonly revenueChangeMinor: number;
}

/** Who gets more, who gets less, who comes; the last column sums to the plan's gain. */
export function MovesTable({ moves, currency }: { readonly moves: readonly MoveRow[]; readonly currency: string }) {
  const t = useText('whatIf');
  const tc = useText('common');
  const total = (pick: (move: MoveRow) => number) => moves.reduce((sum, move) => sum + pick(move), 0);
  return (
    <Card title={t('moves.title')} subtitle={t('moves.text')}>
      <Table label={t('moves.title')} stickyFirst>
        <thead>
          <tr>
            <th scope="col">{t('moves.who')}</th><th scope="col">{t('moves.what')}</th><th scope="col" className="num">{t('moves.from')}</th>
            <th scope="col" className="num">{t('moves.to')}</th><th scope="col" className="num">{t('moves.change')}</th><th scope="col" className="num">{t('moves.revenue')}</th>
          </tr>
        </thead>
        <tbody>
          {moves.map((move) => (
            <tr key={move.key}>
              <th scope="row"><span className="inline-flex items-center gap-2"><Link to={move.to}>{move.name}</Link><TierBadge tier={move.tier} /></span></th>
              <td><Badge tone={TONES[move.action]}>{t(`moves.action.${move.action}`)}</Badge></td>
              <td className="num"><MoneyText minor={move.fromMinor} currency={currency} /></td>
              <td className="num"><MoneyText minor={move.toMinor} currency={currency} /></td>
              <td className="num"><MoneyText minor={move.toMinor - move.fromMinor} currency={currency} signed /></td>
              <td className="num"><MoneyText minor={move.revenueChangeMinor} currency={currency} signed /></td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={4}>{tc('total')}</th>
            <td className="num"><MoneyText minor={total((move) => move.toMinor - move.fromMinor)} currency={currency} signed /></td>
            <td className="num"><MoneyText minor={total((move) => move.revenueChangeMinor)} currency={currency} signed /></td>
          </tr>
        </tfoot>
      </Table>
    </Card>
  );
}

const TONES = { extend: 'green', reduce: 'amber', end: 'red', take: 'accent', pilot: 'accent' } as const;

/** What holds the plan back, and what easing it would bring. */
export function BindingTable({ binding, currency }: { readonly binding: readonly { readonly limit: WhatIfLimit; readonly oneMoreBringsMinor: number }[]; readonly currency: string }) {
  const t = useText('whatIf');
  if (binding.length === 0) return <Card title={t('binding.title')}><p className="text-muted">{t('binding.none')}</p></Card>;
  return (
    <Card title={t('binding.title')} subtitle={t('binding.text')}>
      <Table label={t('binding.title')} compact>
        <thead><tr><th scope="col">{t('binding.limit')}</th><th scope="col" className="num">{t('binding.brings')}</th></tr></thead>
        <tbody>
          {binding.map(({ limit, oneMoreBringsMinor }) => (
            <tr key={limit}>
              <th scope="row">{t(`limit.${limit}`)} <span className="text-muted font-normal">{t(limit.startsWith('slots') ? 'binding.oneSlot' : 'binding.oneThousand')}</span></th>
              <td className="num"><MoneyText minor={oneMoreBringsMinor} currency={currency} signed /></td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
