import { Form } from '@remix-run/react';
import type { ImportRunDetail } from '#db/queries/import.server.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';

interface CommitBarProps {
  readonly run: Pick<ImportRunDetail, 'status' | 'created' | 'updated' | 'unchanged' | 'hasUncheckedEdits'>;
  /** Whether a row that cannot be taken keeps the whole file out. */
  readonly holdsBack: boolean;
  /** The button that was just pressed. */
  readonly doing: FormDataEntryValue | null;
}

/** What can be done with a checked file: take it whole, take its good rows, check it again, give it up; and why not. */
export function CommitBar({ run, holdsBack, doing }: CommitBarProps) {
  const t = useText('imports');
  const good = run.created + run.updated;
  const blocked = run.status === 'failed' ? t('blockedProblem') : run.hasUncheckedEdits ? t('blockedEdits') : null;
  const isNothingNew = good === 0 && run.unchanged > 0;
  const wholeBlocked = blocked ?? (holdsBack ? t(isNothingNew ? 'blockedRejectsNothingNew' : 'blockedRejects', { count: run.unchanged }) : good === 0 ? t('blockedNothing') : null);
  const goodBlocked = blocked ?? (isNothingNew ? t('blockedNothingNew', { count: run.unchanged }) : good === 0 ? t('blockedNoGood') : null);
  return (
    <div className="flex flex-col gap-3">
      {wholeBlocked && run.status !== 'failed' ? <Banner tone="amber">{wholeBlocked}</Banner> : null}
      <Form method="post" className="flex flex-wrap gap-2">
        {run.hasUncheckedEdits ? <Button type="submit" name="intent" value="answer" variant="primary" busy={doing === 'answer'}>{t('checkAgain')}</Button> : null}
        {holdsBack ? (
          <>
            <Button type="submit" name="intent" value="apply-good" variant={run.hasUncheckedEdits ? 'secondary' : 'primary'} busy={doing === 'apply-good'} disabledReason={goodBlocked}>{t('importGood', { count: good + run.unchanged })}</Button>
            <Button type="submit" name="intent" value="apply" disabledReason={wholeBlocked}>{t('importWhole')}</Button>
          </>
        ) : (
          <Button type="submit" name="intent" value="apply" variant={run.hasUncheckedEdits ? 'secondary' : 'primary'} busy={doing === 'apply'} disabledReason={wholeBlocked}>{t('importNow')}</Button>
        )}
        <Button type="submit" name="intent" value="cancel" variant="ghost" busy={doing === 'cancel'}>{t('discard')}</Button>
      </Form>
    </div>
  );
}
