import { useText } from '#app/i18n/use-text.ts';
import { Banner } from '#app/ui/banner.tsx';
import type { PolicyProblem } from '../settings._index/fields.ts';
import { usePolicyText } from '../settings._index/use-policy-text.ts';
import type { DraftResult } from './change-draft.server.ts';

interface DraftBannersProps {
  readonly result: DraftResult | null;
  readonly problems: Readonly<Record<string, PolicyProblem>>;
}

/** What came of the last form, and what is wrong with the draft: each threshold with its value and what was expected. */
export function DraftBanners({ result, problems }: DraftBannersProps) {
  const t = useText('policy');
  const text = usePolicyText();
  const wrong = Object.entries(problems);
  return (
    <>
      {result?.notice === 'saved' ? <Banner tone="green">{t('draft.saved')}</Banner> : null}
      {result?.notice === 'gone' ? <Banner tone="amber">{t('draft.gone')}</Banner> : null}
      {result?.notice === 'conflict' ? (
        <Banner tone="amber" title={result.changedByName === null ? undefined : t('draft.conflictTitle', { name: result.changedByName })}>
          {t(result.values ? 'draft.conflictText' : 'draft.conflictBefore')}
        </Banner>
      ) : null}
      {wrong.length > 0 ? (
        <div id="problems" className="scroll-mt-16">
          <Banner tone="red" title={t('draft.problems')}>
            <ul className="list-disc ps-5">
              {wrong.map(([path, problem]) => <li key={path}>{t('problem.line', { field: `${text.place(path)} · ${text.field(path)}`, problem: text.problem(problem) })}</li>)}
            </ul>
          </Banner>
        </div>
      ) : null}
    </>
  );
}
