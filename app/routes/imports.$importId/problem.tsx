import { useLocale } from '#app/components/page-context.ts';
import { useProblemText } from './use-problem-text.ts';

interface ProblemProps {
  readonly code: string;
  /** The sentence that goes with the code, in English. */
  readonly message: string;
  readonly values?: Readonly<Record<string, string | number>>;
}

/** What is wrong, in the language of the page: in English the exact sentence beside it, in others only where there are no words for the code. */
export function Problem({ code, message, values }: ProblemProps) {
  const locale = useLocale();
  const text = useProblemText()(code, values);
  if (text === null) return <span lang="en">{message}</span>;
  return <>{text}{locale.startsWith('en') && message !== '' ? <span className="block text-muted text-[0.857rem]">{message}</span> : null}</>;
}
