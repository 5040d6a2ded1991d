import { Form } from '@remix-run/react';
import { useText } from '#app/i18n/use-text.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { Table } from '#app/ui/table.tsx';
import { usePolicyText } from '../settings._index/use-policy-text.ts';
import type { DraftView } from './load-draft.server.ts';

interface StaleDraftProps {
  readonly stale: NonNullable<DraftView['stale']>;
  readonly basedOn: number;
  readonly revision: number;
  readonly mayChange: boolean;
}

/** Another version was published after the draft was begun: every threshold that either of them changed, and what bringing it up to date makes of it. */
export function StaleDraft({ stale, basedOn, revision, mayChange }: StaleDraftProps) {
  const t = useText('policy');
  const text = usePolicyText();
  const { version, rows } = stale;
  return (
    <div className="flex flex-col gap-2">
      <Banner
        tone="amber" title={t('draft.staleTitle', { version })}
        action={mayChange ? (
          <Form method="post">
            <input type="hidden" name="intent" value="rebase" />
            <input type="hidden" name="revision" value={revision} />
            <Button type="submit">{t('draft.rebase')}</Button>
          </Form>
        ) : null}
      >
        {t('draft.staleText', { base: basedOn, version })}
      </Banner>
      <Table label={t('draft.staleTitle', { version })} compact>
        <thead>
          <tr>
            <th scope="col">{t('draft.stale.threshold')}</th>
            <th scope="col" className="num">{t('draft.stale.base', { version: basedOn })}</th>
            <th scope="col" className="num">{t('draft.stale.draft')}</th>
            <th scope="col" className="num">{t('draft.stale.published', { version })}</th>
            <th scope="col" className="num">{t('draft.stale.outcome')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ path, base, draft, published, outcome, conflict }) => (
            <tr key={path}>
              <th scope="row"><span className="text-muted">{text.place(path)} · </span>{text.field(path)}</th>
              <td className="num">{text.value(path, base)}</td>
              <td className="num">{text.value(path, draft)}</td>
              <td className="num">{text.value(path, published)}</td>
              <td className="num font-semibold">{text.value(path, outcome)}{conflict ? <span className="block text-amber font-normal">{t('draft.staleConflict')}</span> : null}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
