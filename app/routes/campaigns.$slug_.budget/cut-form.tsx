import { Form, Link, useNavigation } from '@remix-run/react';
import { CutPlanCard, cutValue } from '#app/components/cut-plan-card.tsx';
import type { CutPlan } from '#app/domain/finance/cut-plan.ts';
import { amountText } from '#app/domain/money.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { MoneyText } from '#app/components/money-text.tsx';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import type { CutRefusal } from './make-cuts.server.ts';

interface CutFormProps {
  readonly plan: CutPlan;
  readonly names: Readonly<Record<string, string>>;
  readonly dueBasisPoints: number;
  readonly protectedFrom: number;
  /** Of the last try, with what was typed. */
  readonly refused: CutRefusal | null;
}

/** The cut plan as a form: everybody it takes from is ticked, and nothing is released without a reason. */
export function CutForm({ refused, ...card }: CutFormProps) {
  const t = useText('finance');
  const busy = useNavigation().state === 'submitting';
  const all = card.plan.cuts.filter((cut) => cut.cutMinor > 0).map(cutValue);
  const chosen = new Set(refused && refused.problem !== 'changed' ? refused.cuts : all);
  return (
    <Form method="post" noValidate>
      {refused ? <div className="mb-3"><Refusal refused={refused} /></div> : null}
      <CutPlanCard {...card} chosen={chosen}>
        {all.length > 0 ? (
          <div className="p-4 flex flex-wrap items-end gap-3">
            <div className="grow min-w-64"><TextField name="reason" label={t('cuts.reason')} hint={t('cuts.reasonHint')} required maxLength={1000} defaultValue={refused?.reason ?? ''} error={refused?.problem === 'reason' ? t('cuts.problem.reason') : null} autoComplete="off" /></div>
            <Button type="submit" variant="primary" busy={busy}>{t('cuts.button')}</Button>
          </div>
        ) : null}
      </CutPlanCard>
    </Form>
  );
}

function Refusal({ refused }: { readonly refused: CutRefusal }) {
  const t = useText('finance');
  if (refused.move === null) return <Banner tone={refused.problem === 'changed' ? 'amber' : 'red'}>{t(`cuts.problem.${refused.problem}`)}</Banner>;
  const { subjectId, amountMinor, currency, movedMinor, capMinor } = refused.move;
  return (
    <Banner tone="red" title={t('cuts.problem.signOff')}>
      <p>{t('cuts.move.this')} <MoneyText minor={amountMinor} currency={currency} /> · {t('cuts.move.before')} <MoneyText minor={movedMinor} currency={currency} /> · {t('cuts.move.cap')} <MoneyText minor={capMinor} currency={currency} /></p>
      <Link to={paths.signOffNew(`?kind=budget_move&subject=${subjectId}&amount=${amountText(amountMinor, currency)}`)} className="inline-flex items-center min-h-6 underline">{t('cuts.move.ask')}</Link>
    </Banner>
  );
}
