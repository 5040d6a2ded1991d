import { Form, Link, useNavigation } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { ImportKind } from '#app/domain/ingestion/import-run.ts';
import type { ImportRunDetail } from '#db/queries/import.server.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { OptionFields } from '../imports.new/options.tsx';
import { Assumptions } from './assumptions.tsx';
import { CommitBar } from './commit-bar.tsx';
import type { ImportReading, ImportRejects } from './load-import.server.ts';
import { MappingCard, MemoryNote } from './mapping-card.tsx';
import { DateQuestion, NumberQuestion } from './questions.tsx';
import { Problem } from './problem.tsx';
import { RejectRows } from './reject-rows.tsx';
import { RunCounts } from './run-counts.tsx';

interface ConversationProps {
  readonly run: ImportRunDetail & { readonly kind: ImportKind };
  readonly reading: ImportReading;
  readonly rejects: ImportRejects;
  /** What would change, field by field. */
  readonly children: ReactNode;
}

/** A checked file and its person: what would happen, what is asked, what cannot be taken, how it is read; then again, or for good. */
export function Conversation({ run, reading, rejects, children }: ConversationProps) {
  const t = useText('imports');
  const td = useText('domain');
  const { formMethod, formData } = useNavigation();
  const doing = formMethod === 'POST' ? formData?.get('intent') : undefined;
  const { look, options, kind } = run;
  const isChecked = run.status !== 'failed';
  const { questions: { dates, numbers }, assumed } = reading;
  return (
    <>
      {run.problemCode ? <Banner tone="red" title={t('unusable')}><Problem code={run.problemCode} message={run.problemMessage ?? ''} /></Banner> : null}
      {look?.recognised && look.recognised !== kind && look.missing.length > 0 ? (
        <Banner action={<Link to={paths.importNew({ kind: look.recognised })} className="text-accent hover:underline">{t('importAs', { kind: td(`importKind.${look.recognised}`) })}</Link>}>
          {t('looksLike', { kind: td(`importKind.${look.recognised}`) })}
        </Banner>
      ) : null}
      {run.status === 'refused' ? <Banner tone="red" title={t('refusedTitle')}>{t('refusedText')}</Banner> : null}
      {isChecked ? <RunCounts run={run} future /> : null}
      <CommitBar run={run} holdsBack={rejects.holdsBack} doing={doing ?? null} />
      {isChecked && assumed.length > 0 ? <Assumptions assumed={assumed} rows={run.created + run.updated + run.unchanged} /> : null}
      {dates.length > 0 ? <DateQuestion cells={dates} /> : null}
      {numbers.length > 0 ? <NumberQuestion cells={numbers} /> : null}
      {isChecked && (run.rejected > 0 || rejects.rows.length > 0) ? <RejectRows rejects={rejects} rejectedRows={run.rejected} isEditable downloadTo={paths.importRejects({ importId: run.id })} /> : null}
      {children}
      {look ? <MemoryNote look={look} options={options} /> : null}
      <Form key={JSON.stringify([options, look?.mapping])} method="post" className="flex flex-col gap-4">
        {look && look.headings.length > 0 ? <MappingCard look={look} options={options} reading={reading} /> : null}
        <Card title={t('optionsTitle')} subtitle={t('optionsText')}><OptionFields kind={kind} formats={reading.formats} values={options} /></Card>
        <div><Button type="submit" name="intent" value="check" busy={doing === 'check'}>{t('checkAgain')}</Button></div>
      </Form>
    </>
  );
}
