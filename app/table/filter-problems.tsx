import { useText } from '#app/i18n/use-text.ts';
import type { FilterProblem } from './read-filter.ts';

/** What an address asked that this list cannot be asked, each with its place, its value and what would have been understood. */
export function FilterProblems({ problems }: { readonly problems: readonly FilterProblem[] }) {
  const t = useText('filters');
  return (
    <div role="status" className="text-amber">
      {problems.map(({ place, text, value, expected, known }) => (
        <p key={`${place} ${text} ${value}`}>{t('problem', { value, place, text, expected: t(`expected.${expected === 'choice' && known.length > 0 ? 'choiceOf' : expected}`, { known: known.join(', ') }) })}</p>
      ))}
    </div>
  );
}
