import { useSearchParams } from '@remix-run/react';
import { useLocale } from '#app/components/page-context.ts';
import { useRootData } from '#app/components/root-data.ts';
import { CONTENT_COUNTS } from '#app/domain/ingestion/content-counts.ts';
import { formatDateTime } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Banner } from '#app/ui/banner.tsx';
import { useContentText } from './content-text.ts';
import type { SnapshotRow } from './load-content.server.ts';
import type { ContentProblem } from './read-counts.server.ts';
import { SnapshotForm } from './snapshot-form.tsx';

/** Why what was typed was not saved, with what was typed. */
export interface SnapshotAnswer {
  readonly values: Readonly<Record<string, string>>;
  readonly problems: Readonly<Record<string, ContentProblem>>;
  readonly message: 'stale' | 'unchanged' | 'gone' | null;
}

interface EditFormProps {
  readonly data: { readonly post: { readonly id: string }; readonly snapshots: readonly SnapshotRow[]; readonly mayWrite: boolean };
  readonly answer: SnapshotAnswer | undefined;
}

/** The form that the address asks for: to correct one snapshot, or to add one. What was typed stays when it was refused. */
export function EditForm({ data: { post, snapshots, mayWrite }, answer }: EditFormProps) {
  const t = useText('content');
  const text = useContentText();
  const locale = useLocale();
  const { workspace } = useRootData();
  const [search] = useSearchParams();
  const row = snapshots.find((one) => one.key === search.get('correct'));
  if (!mayWrite) return null;
  const message = answer?.message ? t(`form.${answer.message}`) : null;
  const problems = answer?.problems ?? {};
  const isFor = (intent: string) => answer?.values.intent === intent;
  if (row) {
    const counts = Object.fromEntries(CONTENT_COUNTS.map((count) => [count, row[count] === null ? '' : String(row[count])]));
    const values = { ...counts, ...(isFor('correct') ? answer?.values : {}), capturedAt: row.capturedAt.toISOString(), source: row.source, revision: String(row.revision) };
    const title = t('form.correctTitle', { time: formatDateTime(row.capturedAt, locale, workspace.timeZone), source: text.source(row.source) });
    return <SnapshotForm key={row.key} contentId={post.id} intent="correct" title={title} values={values} problems={problems} message={message} />;
  }
  if (search.has('add')) return <SnapshotForm key="add" contentId={post.id} intent="add" title={t('form.addTitle')} values={isFor('add') ? (answer?.values ?? {}) : {}} problems={problems} message={message} />;
  return isFor('undo') ? <Banner tone="red">{message ?? t('form.problem.reason')}</Banner> : null;
}
