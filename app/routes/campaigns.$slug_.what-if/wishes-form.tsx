import { Form } from '@remix-run/react';
import { useText } from '#app/i18n/use-text.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { WHAT_IF_AMOUNTS } from './question.ts';

interface WishesFormProps {
  readonly typed: Readonly<Record<string, string>>;
  readonly problems: readonly string[];
  /** What holds where nothing is typed, written out. */
  readonly usual: Readonly<Record<string, string>>;
  readonly currency: string;
}

/** What to assume otherwise; empty fields mean the campaign's plan and the policy. */
export function WishesForm({ typed, problems, usual, currency }: WishesFormProps) {
  const t = useText('whatIf');
  return (
    <Form method="get">
      <Card title={t('wishes.title')} subtitle={t('wishes.text')}>
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
          {WHAT_IF_AMOUNTS.map((name) => (
            <TextField
              key={name} name={name} label={t(`wishes.${name}`)} hint={t(`wishes.${name}Hint`)} inputMode="decimal" suffix={currency} maxLength={30} defaultValue={typed[name] ?? ''} placeholder={usual[name]}
              error={problems.includes(name) ? t('wishes.amount') : null}
            />
          ))}
          {(['returns', 'capacity'] as const).map((name) => (
            <TextField
              key={name} name={name} label={t(`wishes.${name}`)} hint={t(`wishes.${name}Hint`)} inputMode="decimal" suffix="%" maxLength={10} defaultValue={typed[name]}
              error={problems.includes(name) ? t(`wishes.${name}Range`) : null}
            />
          ))}
        </div>
        <div className="mt-4"><Button type="submit" variant="primary">{t('wishes.submit')}</Button></div>
      </Card>
    </Form>
  );
}
