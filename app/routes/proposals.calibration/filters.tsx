import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { Policy } from '#app/domain/policy.ts';
import { STATEMENT_AGES_DAYS, STATEMENT_SUBJECTS } from '#app/domain/proposals/judged-statements.ts';
import { formatNumber } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { useLocale } from '#app/components/page-context.ts';
import { cx } from '#app/ui/class-names.ts';
import type { CalibrationQuestion } from './question.ts';
import { addressOf } from './question.ts';

/** At which age statements were made, and what they were about. */
export function Filters({ question, thresholds }: { readonly question: CalibrationQuestion; readonly thresholds: Policy['roi'] }) {
  const t = useText('calibration');
  const locale = useLocale();
  const roiOf = { roiBelow1: thresholds.amberFrom, roiBelow15: thresholds.greenFrom, roiAtLeast3: thresholds.starFrom };
  return (
    <div className="flex flex-wrap gap-x-6 gap-y-2">
      <Choice legend={t('filter.age')}>
        {[null, ...STATEMENT_AGES_DAYS].map((age) => (
          <Option key={age ?? 'all'} to={addressOf({ ...question, age })} isChosen={question.age === age}>{age === null ? t('age.all') : t('age.days', { days: age })}</Option>
        ))}
      </Choice>
      <Choice legend={t('filter.subject')}>
        {[null, ...STATEMENT_SUBJECTS].map((subject) => (
          <Option key={subject ?? 'all'} to={addressOf({ ...question, subject })} isChosen={question.subject === subject}>
            {subject === null ? t('subject.all') : t(`subject.${subject}`, { roi: formatNumber(roiOf[subject], locale, 1) })}
          </Option>
        ))}
      </Choice>
    </div>
  );
}

function Choice({ legend, children }: { readonly legend: string; readonly children: ReactNode }) {
  return (
    <nav aria-label={legend} className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <span className="text-muted">{legend}</span>
      <ul className="flex flex-wrap gap-0.5 rounded-control bg-sunken p-0.5">{children}</ul>
    </nav>
  );
}

function Option({ to, isChosen, children }: { readonly to: string; readonly isChosen: boolean; readonly children: ReactNode }) {
  return (
    <li>
      <Link
        to={to} preventScrollReset aria-current={isChosen ? 'true' : undefined}
        className={cx('inline-flex items-center min-h-7 px-2.5 rounded-[5px]', isChosen ? 'bg-surface text-text font-medium shadow-sm' : 'text-muted hover:text-text')}
      >
        {children}
      </Link>
    </li>
  );
}
