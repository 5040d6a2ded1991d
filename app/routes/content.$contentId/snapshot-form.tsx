import { Form, useNavigation } from '@remix-run/react';
import { useRootData } from '#app/components/root-data.ts';
import { CONTENT_COUNTS } from '#app/domain/ingestion/content-counts.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import type { ContentProblem } from './read-counts.server.ts';

interface SnapshotFormProps {
  readonly contentId: string;
  readonly intent: 'add' | 'correct';
  readonly title: string;
  readonly values: Readonly<Record<string, string>>;
  readonly problems: Readonly<Record<string, ContentProblem>>;
  readonly message: string | null;
}

/** The counts of one snapshot, to be corrected or typed in; empty fields say "not reported". */
export function SnapshotForm({ contentId, intent, title, values, problems, message }: SnapshotFormProps) {
  const t = useText('content');
  const { workspace } = useRootData();
  const busy = useNavigation().formMethod === 'POST';
  const field = (name: string) => {
    const problem = problems[name];
    return { name, defaultValue: values[name] ?? '', error: problem ? t(`form.problem.${problem}`) : null };
  };
  return (
    <div id="form">
      <Card title={title} subtitle={intent === 'add' ? t('form.addText') : t('form.correctText')}>
        <Form method="post" noValidate className="flex flex-col gap-4">
          {message ?? (Object.keys(problems).length > 0 ? t('form.failed') : null) ? <Banner tone="red">{message ?? t('form.failed')}</Banner> : null}
          <input type="hidden" name="intent" value={intent} />
          {intent === 'correct' ? (
            <>
              <input type="hidden" name="capturedAt" value={values.capturedAt} />
              <input type="hidden" name="source" value={values.source} />
              <input type="hidden" name="revision" value={values.revision} />
            </>
          ) : <TextField {...field('capturedAt')} type="datetime-local" required label={t('form.capturedAt')} hint={t('form.capturedHint', { zone: workspace.timeZone })} className="max-w-sm" />}
          <div className="grid gap-3 grid-cols-2 sm:grid-cols-3 lg:grid-cols-5">
            {CONTENT_COUNTS.map((count) => <TextField key={count} {...field(count)} label={t(`count.${count}`)} inputMode="decimal" autoComplete="off" maxLength={40} />)}
          </div>
          <TextField {...field('reason')} label={intent === 'add' ? t('form.where') : t('form.reason')} hint={t('form.reasonHint')} required maxLength={500} className="max-w-2xl" />
          <div className="flex flex-wrap gap-2">
            <Button type="submit" variant="primary" busy={busy}>{intent === 'add' ? t('form.add') : t('form.save')}</Button>
            <LinkButton to={paths.content({ contentId })}>{t('form.cancel')}</LinkButton>
          </div>
        </Form>
      </Card>
    </div>
  );
}
