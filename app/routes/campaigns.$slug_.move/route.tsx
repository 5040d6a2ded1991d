import type { MetaFunction } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { findCampaignDetail } from '#db/queries/campaign-pages.server.ts';
import { findCandidateRow } from '#db/queries/matrix-board.server.ts';
import { Breadcrumb } from '#app/components/breadcrumb.tsx';
import { codesToConfirm, judgementOf, judgeMove } from '#app/domain/matrix-rules.ts';
import { useText } from '#app/i18n/use-text.ts';
import type { RequestContext } from '#app/lib/authorize.server.ts';
import { page } from '#app/lib/authorize.server.ts';
import { isId } from '#app/lib/ids.server.ts';
import { pageTitle } from '#app/lib/page-title.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { openBooks } from '#app/services/books.server.ts';
import { moveInMatrix } from '#app/services/move-in-matrix.server.ts';
import { candidateOf, readMatrixBoard } from '#app/services/read-matrix-board.server.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { Findings, JudgementBadge } from '../campaigns.$slug/findings.tsx';
import { MoveNews } from '../campaigns.$slug/move-news.tsx';
import { useSlotName } from '../campaigns.$slug/move-text.ts';
import type { Subject } from '../campaigns.$slug/moves.ts';
import { feeText, formOf, moveTo, nameOf, readFee, readTarget, targetsFor, targetText } from '../campaigns.$slug/moves.ts';
import type { MoveAnswer } from './answer.ts';
import { fieldsOf, readMove } from './read-move.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

/** A move before any script: `?collaboration=ID` or `?kol=ID`, then `&target=mid.3&fee=12000`; shows what the rules say of it. */
export const loader = page('roster:write', async (context) => {
  const { db, workspaceId, params, request, url, now } = context;
  const campaign = await findCampaignDetail(db, workspaceId, params.slug ?? '');
  if (!campaign) throw new Response('No such campaign.', { status: 404 });
  if (!url.searchParams.has('collaboration') && !url.searchParams.has('kol')) throw seeOther(paths.campaign(campaign));
  const books = await openBooks(db, workspaceId, now);
  const { board } = await readMatrixBoard(db, books, campaign);
  const subject = await findSubject(context, board.seats, books);
  if (!subject) throw new Response('Nobody on this board is meant.', { status: 404 });
  const choices = targetsFor(board, subject);
  const target = readTarget(url.searchParams.get('target') ?? '') ?? choices[0]?.target ?? 'bench';
  const price = subject.kind === 'candidate' ? subject.candidate.price : null;
  const currency = price?.currency ?? board.currency;
  const feeTyped = url.searchParams.get('fee') ?? feeText(price);
  const fee = readFee(feeTyped, currency, price ? price.rate : '1');
  const move = fee === 'bad' ? null : moveTo(subject, target, fee);
  const findings = move ? judgeMove(board, move) : [];
  return {
    title: pageTitle(request, 'matrix:move.confirm', nameOf(subject)), slug: campaign.slug, campaignName: campaign.name, name: nameOf(subject), kind: subject.kind, currency: board.currency,
    choices: choices.map((choice) => ({ ...choice, occupant: choice.occupant?.kolName ?? null })), target, fee: { typed: feeTyped, currency, bad: fee === 'bad' },
    subjectField: subject.kind === 'seat' ? { name: 'collaboration', value: subject.seat.collaborationId } : { name: 'kol', value: subject.candidate.kolId },
    findings, fields: move ? formOf(board, move, codesToConfirm(findings), '') : null,
  };
});

async function findSubject({ db, workspaceId, url }: RequestContext, seats: Parameters<typeof subjectOfSeat>[0], books: Parameters<typeof candidateOf>[1]): Promise<Subject | null> {
  const [collaborationId, kolId] = [url.searchParams.get('collaboration'), url.searchParams.get('kol')];
  if (collaborationId !== null) return subjectOfSeat(seats, collaborationId);
  const row = kolId !== null && isId(kolId) ? await findCandidateRow(db, workspaceId, kolId) : null;
  return row && { kind: 'candidate', candidate: candidateOf(row, books) };
}

function subjectOfSeat(seats: readonly Extract<Subject, { kind: 'seat' }>['seat'][], id: string): Subject | null {
  const seat = seats.find((one) => one.collaborationId === id);
  return seat ? { kind: 'seat', seat } : null;
}

/** Every move of the board comes here: dropped, chosen from the menu, typed, or without script. */
export const action = page('roster:write', async ({ db, workspaceId, actor, params, request, now }): Promise<MoveAnswer> => {
  const reading = await readMove(request);
  if (!reading.ok) return reading.refusal;
  const outcome = await moveInMatrix(db, { workspaceId, slug: params.slug ?? '', move: reading.move, confirmed: reading.confirmed }, { now, actor });
  if (outcome.status === 'campaign-unknown') throw new Response('No such campaign.', { status: 404 });
  if (outcome.status === 'kol-unknown') throw new Response('No such KOL.', { status: 404 });
  if (outcome.status !== 'moved') return outcome;
  // Taking back is confirmed as a whole: it leads to what stood before.
  return { ...outcome, undo: outcome.undo && fieldsOf(outcome.undo, UNDO_CONFIRMS) };
});

const UNDO_CONFIRMS = ['tier_share', 'price', 'reserve', 'other_tier', 'no_rate', 'price_unknown', 'available'];

export default function MovePage() {
  const data = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useText('matrix');
  const tc = useText('campaign');
  const slotName = useSlotName();
  const busy = useNavigation().state === 'submitting';
  const back = <Link to={paths.campaign(data)} className="text-accent hover:underline">{t('move.back')}</Link>;
  const judgement = data.fields === null ? 'forbidden' : judgementOf(data.findings);
  return (
    <>
      <PageHeader
        breadcrumb={<Breadcrumb crumbs={[{ label: tc('title'), to: paths.campaigns() }, { label: data.campaignName, to: paths.campaign(data) }]} />}
        title={t(data.kind === 'candidate' ? 'move.titlePlace' : 'move.title', { name: data.name })}
      />
      {answer?.status === 'moved' ? (
        <Banner tone="green" title={t(`done.${answer.kind}`, { name: answer.name })} action={answer.undo ? <UndoForm fields={answer.undo} /> : null}>{back}</Banner>
      ) : (
        <div className="max-w-2xl flex flex-col gap-4">
          <MoveNews answer={answer} refused={null} name={data.name} currency={data.currency} />
          <Card title={t('move.target')}>
            <Form method="get" className="flex flex-col gap-4">
              <input type="hidden" name={data.subjectField.name} value={data.subjectField.value} />
              <SelectField
                name="target" label={t('move.target')} defaultValue={targetText(data.target)}
                options={data.choices.map(({ target, occupant }) => ({
                  value: targetText(target), label: target === 'bench' ? t('move.bench') : occupant === null ? t('move.emptySlot', { slot: slotName(target) }) : t('move.swapWith', { slot: slotName(target), name: occupant }),
                }))}
              />
              {data.kind === 'candidate' ? <TextField name="fee" label={t('move.fee')} hint={t('move.feeHint')} suffix={data.fee.currency} inputMode="decimal" defaultValue={data.fee.typed} error={data.fee.bad ? t('move.needFee') : null} /> : null}
              <div><Button type="submit">{t('move.look')}</Button></div>
            </Form>
          </Card>
          <Card title={<span className="inline-flex items-center gap-2">{t('move.rules')} <JudgementBadge judgement={judgement} /></span>}>
            <Form method="post" className="flex flex-col gap-4">
              {Object.entries(data.fields ?? {}).filter(([name]) => name !== 'reason').map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
              <Findings findings={data.findings} currency={data.currency} />
              {data.fields?.['kind'] === 'bench' ? <TextField name="reason" label={t('move.reason')} required maxLength={500} defaultValue={t('move.reasonDefault')} /> : null}
              <div className="flex items-center gap-3">
                <Button type="submit" variant={judgement === 'draft' ? 'danger' : 'primary'} busy={busy} disabledReason={judgement === 'forbidden' ? t('move.blockedReason') : null}>
                  {judgement === 'draft' ? t('move.confirmDraft') : data.kind === 'candidate' ? t('move.confirmPlace') : t('move.confirm')}
                </Button>
                {back}
              </div>
            </Form>
          </Card>
        </div>
      )}
    </>
  );
}

function UndoForm({ fields }: { readonly fields: Readonly<Record<string, string>> }) {
  const t = useText('matrix');
  return (
    <Form method="post">
      {Object.entries(fields).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
      <Button type="submit" size="sm">{t('move.undo')}</Button>
    </Form>
  );
}
