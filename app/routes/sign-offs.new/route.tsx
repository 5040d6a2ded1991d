import type { MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import * as z from 'zod';
import { countOtherSeatHolders, findSignOffSubject } from '#db/queries/sign-off-pages.server.ts';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { MoneyText } from '#app/components/money-text.tsx';
import { signOffKindSchema } from '#app/domain/finance/sign-off.ts';
import { amountText, parseAmountMinor } from '#app/domain/money.ts';
import { useText } from '#app/i18n/use-text.ts';
import type { RequestContext } from '#app/lib/authorize.server.ts';
import { page } from '#app/lib/authorize.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { isId } from '#app/lib/ids.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { askSignOff, askSignOffSchema } from '#app/services/ask-sign-off.server.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { TextareaField, TextField } from '#app/ui/text-field.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

/** What an address asks about: `?kind=fuse_reset&subject=ID&amount=1200.00`. */
async function readSubject({ db, workspaceId, url, actor }: RequestContext) {
  // An address without a subject is nobody's mistake to explain: the list says where requests come from.
  if (!url.searchParams.has('kind')) throw seeOther(paths.signOffs());
  const kind = signOffKindSchema.safeParse(url.searchParams.get('kind'));
  const subjectId = url.searchParams.get('subject') ?? undefined;
  const subject = kind.success && isId(subjectId) ? await findSignOffSubject(db, workspaceId, kind.data, subjectId) : null;
  if (!kind.success || !subject || !isId(subjectId)) throw new Response('There is nothing to sign off at this address.', { status: 404 });
  const needsAmount = kind.data !== 'fuse_reset' && subject.amountMinor === null;
  const suggested = parseAmountMinor(url.searchParams.get('amount') ?? '', actor.workspace.currency);
  return { kind: kind.data, subjectId, subject, needsAmount, suggested: suggested === null ? '' : amountText(suggested, actor.workspace.currency) };
}

export const loader = page('costs:write', async (context) => {
  const { db, workspaceId, actor, request } = context;
  const { seat } = actor;
  return {
    title: pageTitle(request, 'payments:signOff.ask'), currency: actor.workspace.currency, ...(await readSubject(context)),
    // Whoever asks does not vote: a seat that nobody else holds would stay empty.
    own: seat === null ? null : { seat, others: await countOtherSeatHolders(db, workspaceId, { seat, userId: actor.id ?? '' }) },
  };
});

const formSchema = z.strictObject({ amount: z.string().max(40).default(''), reason: z.string().max(1000).default('') });

export const action = page('costs:write', async (context) => {
  const { db, workspaceId, actor, request, now } = context;
  const { kind, subjectId, needsAmount } = await readSubject(context);
  const form = await readForm(request, formSchema);
  if (!form.ok) throw new Response('The form holds something that is not understood.', { status: 400 });
  const amountMinor = needsAmount ? parseAmountMinor(form.value.amount.replace(/[,，\s]/g, ''), actor.workspace.currency) : null;
  const errors = { amount: needsAmount && (amountMinor === null || amountMinor <= 0), reason: form.value.reason.trim() === '' };
  if (errors.amount || errors.reason) return { errors, values: form.values };
  const outcome = await askSignOff(db, { ...askSignOffSchema.parse({ kind, subjectId, amountMinor, reason: form.value.reason }), workspaceId }, { now, actor });
  if (outcome.status === 'asked' || outcome.status === 'already-open') return seeOther(paths.signOff({ requestId: outcome.requestId }));
  if (outcome.status === 'subject-unknown') throw new Response('There is nothing to sign off at this address.', { status: 404 });
  return { errors: { amount: true, reason: false }, values: form.values };
});

export default function AskSignOff() {
  const { kind, subject, needsAmount, suggested, currency, own } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('payments');
  const td = useText('domain');
  const busy = useNavigation().state === 'submitting';
  return (
    <>
      <PageHeader breadcrumb={<Breadcrumb crumbs={[{ label: t('signOff.title'), to: paths.signOffs() }]} />} title={t('signOff.ask')} meta={<span>{t(`signOff.kind.${kind}`)} · {subject.name}</span>} />
      <Form method="post" noValidate className="max-w-2xl">
        <Card>
          <div className="flex flex-col gap-4">
            <p>{t(`signOff.ruleText.${kind}`)}</p>
            {own === null ? null : own.others > 0
              ? <p className="text-muted">{t('signOff.ownSeat', { seat: td(`seat.${own.seat}`) })}</p>
              : <Banner tone="amber" title={t('signOff.lastSeat', { seat: td(`seat.${own.seat}`) })}>{t('signOff.lastSeatText')}</Banner>}
            {subject.amountMinor !== null && subject.currency !== null ? <p>{t('column.amount')}: <MoneyText minor={subject.amountMinor} currency={subject.currency} /></p> : null}
            {needsAmount ? (
              <TextField
                name="amount" label={t('signOff.most')} required inputMode="decimal" suffix={currency} defaultValue={answer?.values['amount'] ?? suggested} error={answer?.errors.amount ? t('problem.amount') : null}
              />
            ) : null}
            <TextareaField name="reason" label={t('field.reason')} required maxLength={1000} defaultValue={answer?.values['reason'] ?? ''} error={answer?.errors.reason ? t('problem.required') : null} hint={t('signOff.reasonHint')} />
            <div><Button type="submit" variant="primary" busy={busy}>{t('signOff.send')}</Button></div>
          </div>
        </Card>
      </Form>
    </>
  );
}
