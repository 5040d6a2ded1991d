import { Form } from '@remix-run/react';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { TextareaField } from '#app/ui/text-field.tsx';
import type { DraftResult } from './change-draft.server.ts';
import type { DraftView } from './load-draft.server.ts';

interface PublishDraftProps {
  readonly draft: DraftView;
  readonly result: DraftResult | null;
  readonly busy: boolean;
}

/** Puts what is saved in force, with a note. The button says why when that is not possible now. */
export function PublishDraft({ draft, result, busy }: PublishDraftProps) {
  const t = useText('policy');
  const reason = useReason(draft);
  return (
    <Card title={t('publish.title', { version: draft.inForce + 1 })} subtitle={t('publish.text')} actions={<LinkButton to={paths.policySimulation()} size="sm">{t('inForce.simulate')}</LinkButton>}>
      <Form method="post" className="flex flex-col gap-3" noValidate>
        <input type="hidden" name="intent" value="publish" />
        <input type="hidden" name="revision" value={draft.revision} />
        <TextareaField
          label={t('publish.note')} name="note" rows={3} maxLength={500} required defaultValue={result?.note ?? ''}
          error={result?.notice === 'note-missing' ? t('publish.noteMissing') : null}
        />
        {reason ? <p className="text-muted">{reason}</p> : null}
        {!reason && draft.isAlone ? <Banner tone="neutral">{t('publish.alone')}</Banner> : null}
        <div><Button type="submit" variant="primary" busy={busy} disabledReason={reason}>{t('publish.submit')}</Button></div>
      </Form>
    </Card>
  );
}

/** The first reason for which the service would refuse. */
function useReason({ stale, changes, problems, secondPerson }: DraftView): string | null {
  const t = useText('policy');
  if (stale) return t('publish.stale');
  if (changes.length === 0) return t('publish.unchanged');
  if (Object.keys(problems).length > 0) return t('publish.invalid');
  return secondPerson ? t('publish.secondPerson') : null;
}
