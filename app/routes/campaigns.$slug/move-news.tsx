import { useLocale } from '#app/components/page-context.ts';
import { useRootData } from '#app/components/root-data.ts';
import type { Finding } from '#app/domain/matrix-rules.ts';
import { formatDateTime } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Banner } from '#app/ui/banner.tsx';
import type { MoveAnswer, Refusal } from '../campaigns.$slug_.move/answer.ts';
import { Findings } from './findings.tsx';
import { useSlotName } from './move-text.ts';

interface MoveNewsProps {
  readonly answer: MoveAnswer | undefined;
  /** What the rules forbid here already, before anything was sent. */
  readonly refused: { readonly name: string; readonly findings: readonly Finding[] } | null;
  readonly name: string;
  readonly currency: string;
}

/** Why a move was not made: at the top of the board, where it was tried. */
export function MoveNews({ answer, refused, name, currency }: MoveNewsProps) {
  const t = useText('matrix');
  if (refused) return <News title={t('move.notMoved', { name })}><Findings findings={refused.findings.filter((finding) => finding.severity === 'forbids')} currency={currency} /></News>;
  if (!answer || answer.status === 'moved') return null;
  if (answer.status === 'to-confirm' || answer.status === 'forbidden') return <News title={t('move.notMoved', { name })}><Findings findings={answer.findings.filter((finding) => finding.severity !== 'fine')} currency={currency} /></News>;
  return <News title={answer.status === 'stale' ? t('stale.title') : t('move.notMoved', { name })}><RefusalText refusal={answer} /></News>;
}

function News({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return <div className="mb-3"><Banner tone="red" title={title}>{children}</Banner></div>;
}

/** What the server refused beside the rules: somebody was quicker, or what lies behind the board does not allow it. */
export function RefusalText({ refusal }: { readonly refusal: Refusal }) {
  const t = useText('matrix');
  const locale = useLocale();
  const { workspace } = useRootData();
  const slotName = useSlotName();
  if (refusal.status === 'unreadable') return <p>{refusal.field === 'fee' ? t('move.needFee') : refusal.field === 'reason' ? t('move.needReason') : t('move.unreadable')}</p>;
  if (refusal.status === 'refused') return <p>{refusal.problem in REFUSED ? t(`refused.${REFUSED[refusal.problem as keyof typeof REFUSED]}`) : t('refused.other', { problem: refusal.problem })}</p>; // `in` has just said that it is one.
  return (
    <>
      <ul>
        {refusal.changes.map((change) => (
          <li key={change.code}>
            {change.code === 'gone' ? t('stale.gone') : null}
            {change.code === 'occupied' || change.code === 'left' ? t(`stale.${change.code}`, { name: change.name }) : null}
            {change.code === 'elsewhere' ? t('stale.elsewhere', { name: change.name, place: slotName(change) }) : null}
            {change.code === 'changed'
              ? change.by !== null && change.at !== null
                ? t('stale.changed', { name: change.name, by: change.by, at: formatDateTime(change.at, locale, workspace.timeZone), action: change.action ?? '' })
                : t('stale.changedPlain', { name: change.name })
              : null}
          </li>
        ))}
      </ul>
      <p>{t('stale.text')}</p>
    </>
  );
}

const REFUSED = {
  'account-unknown': 'account-unknown', 'landing-missing': 'landing-missing', 'landing-not-a-page': 'landing-not-a-page', 'host-not-allowed': 'host-not-allowed', 'sign-off-needed': 'sign-off-needed',
  'fee-below-paid': 'fee-below-paid', 'fee-below-released': 'fee-below-released', 'spending-stopped': 'spending-stopped', 'already-there': 'already-there', 'kol-blocked': 'kol-blocked',
} as const;
