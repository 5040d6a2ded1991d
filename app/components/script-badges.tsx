import type { CalendarDay } from '#app/domain/period.ts';
import type { ScriptStatus } from '#app/domain/script.ts';
import { formatPercent } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import type { Tone } from '#app/ui/badge.tsx';
import { Badge } from '#app/ui/badge.tsx';
import type { IconName } from '#app/ui/icon.tsx';
import { DayText } from './date-text.tsx';
import { useLocale } from './page-context.ts';

const LOOKS: Record<ScriptStatus, { readonly tone: Tone; readonly icon: IconName }> = {
  draft: { tone: 'neutral', icon: 'edit' },
  submitted: { tone: 'accent', icon: 'clock' },
  content_approved: { tone: 'accent', icon: 'clock' },
  ready: { tone: 'green', icon: 'check' },
  published: { tone: 'green', icon: 'circle-check' },
  returned: { tone: 'amber', icon: 'arrow-down' },
};

/** Where a script stands on its way to publication. */
export function ScriptStatusBadge({ status }: { readonly status: ScriptStatus }) {
  const t = useText('scripts');
  return <Badge {...LOOKS[status]}>{t(`status.${status}`)}</Badge>;
}

/** The last day of the step that is due; overdue ones say so in a word. */
export function DueText({ dueOn, overdue }: { readonly dueOn: CalendarDay | null; readonly overdue: boolean }) {
  const t = useText('scripts');
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap">
      <DayText day={dueOn} />
      {overdue ? <Badge tone="red" icon="alert">{t('overdue')}</Badge> : null}
    </span>
  );
}

/** The round of an approval; more than usual is said. */
export function RoundText({ round, usual }: { readonly round: number; readonly usual: number }) {
  const t = useText('scripts');
  if (round === 0) return null;
  return round > usual ? <Badge tone="amber" icon="alert">{t('roundOver', { round, usual })}</Badge> : <span>{t('round', { round })}</span>;
}

/** How alike two scripts are; from the policy's threshold on they are near-copies, which the word says too. */
export function SimilarityBadge({ similarity, from }: { readonly similarity: number; readonly from: number }) {
  const t = useText('scripts');
  const percent = formatPercent(similarity, useLocale());
  return similarity >= from ? <Badge tone="red" icon="copy">{percent} · {t('near.nearCopy')}</Badge> : <Badge>{percent}</Badge>;
}
