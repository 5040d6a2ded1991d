import { Link } from '@remix-run/react';
import { DayText } from '#app/components/date-text.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Card } from '#app/ui/card.tsx';
import { Table } from '#app/ui/table.tsx';
import { usePolicyText } from '../settings._index/use-policy-text.ts';
import type { SimulationView } from './simulation-view.server.ts';
import type { MovedState } from './state-badge.tsx';
import { StateBadge } from './state-badge.tsx';
import { WhyText } from './why-text.tsx';

type KindView = SimulationView['kinds'][number];

/** The moves of one kind: how many go from what to what, which changes can be behind them, and who they are. */
export function MoveTable({ found, inForce }: { readonly found: KindView; readonly inForce: number }) {
  const t = useText('policy');
  const text = usePolicyText();
  const { kind, all, causes, counts, rows } = found;
  const label = t(`simulation.kind.${kind}`);
  return (
    <Card title={label} subtitle={`${t('simulation.because')}: ${causes.map(({ path }) => text.field(path)).join(' · ')}`}>
      <ul className="flex flex-wrap gap-x-5 gap-y-1 mb-3">
        {counts.map(({ before, after, count }) => (
          <li key={`${before} ${after}`} className="flex items-center gap-1.5"><strong className="tabular-nums">{count}</strong> <StateBadge state={before} /> → <StateBadge state={after} /></li>
        ))}
      </ul>
      <Table label={label} compact stickyFirst>
        <thead>
          <tr>
            <th scope="col">{t('simulation.collaboration')}</th>
            <th scope="col">{t('simulation.before')}</th>
            <th scope="col">{t('simulation.after')}</th>
            <th scope="col">{t('simulation.why')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((move) => (
            <tr key={move.collaborationId}>
              <th scope="row"><Who {...move} /></th>
              <td><StateBadge state={move.before.state} /></td>
              <td><StateBadge state={move.after.state} /></td>
              <td className="min-w-64"><WhyText move={move} inForce={inForce} /></td>
            </tr>
          ))}
        </tbody>
      </Table>
      {rows.length < all ? <p className="mt-2 text-muted">{t('simulation.listed', { shown: rows.length, all })}</p> : null}
    </Card>
  );
}

interface PastTableProps {
  readonly label: string;
  readonly found: {
    readonly all: number;
    readonly rows: readonly { readonly collaborationId: string; readonly kolName: string; readonly campaignName: string; readonly day: string; readonly before: MovedState; readonly after: MovedState }[];
  };
}

/** Lights or fuses that would have been others at past reviews, the latest first. */
export function PastTable({ label, found }: PastTableProps) {
  const t = useText('policy');
  const { rows, all } = found;
  return (
    <Card title={label} subtitle={t('simulation.pastText')}>
      <Table label={label} compact stickyFirst>
        <thead>
          <tr>
            <th scope="col">{t('simulation.collaboration')}</th>
            <th scope="col">{t('simulation.day')}</th>
            <th scope="col">{t('simulation.before')}</th>
            <th scope="col">{t('simulation.after')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((move) => (
            <tr key={`${move.collaborationId} ${move.day}`}>
              <th scope="row"><Who {...move} /></th>
              <td><DayText day={move.day} /></td>
              <td><StateBadge state={move.before} /></td>
              <td><StateBadge state={move.after} /></td>
            </tr>
          ))}
        </tbody>
      </Table>
      {rows.length < all ? <p className="mt-2 text-muted">{t('simulation.listed', { shown: rows.length, all })}</p> : null}
    </Card>
  );
}

function Who({ collaborationId, kolName, campaignName }: { readonly collaborationId: string; readonly kolName: string; readonly campaignName: string }) {
  return (
    <>
      <Link to={paths.collaboration({ collaborationId })} className="text-accent hover:underline">{kolName}</Link>
      <span className="block text-muted font-normal">{campaignName}</span>
    </>
  );
}
