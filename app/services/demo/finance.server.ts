import { findFirstMonth } from '#db/queries/period.server.ts';
import { listPeople } from '#db/queries/user.server.ts';
import { PAYMENT_STAGES } from '#app/domain/cost.ts';
import type { SignOffDecision } from '#app/domain/finance/sign-off.ts';
import type { VarianceSubject } from '#app/domain/finance/variance.ts';
import type { Seat } from '#app/domain/permission.ts';
import { DEFAULT_POLICY } from '#app/domain/policy.ts';
import { splitByLargestRemainder } from '#app/domain/ratio.ts';
import { newId } from '#app/lib/ids.server.ts';
import { approvePayment } from '../approve-payment.server.ts';
import type { AskSignOffInput } from '../ask-sign-off.server.ts';
import { askSignOff } from '../ask-sign-off.server.ts';
import { closePeriod } from '../close-period.server.ts';
import type { Doing } from '../doing.ts';
import { explainVariance } from '../explain-variance.server.ts';
import { recordContract } from '../record-contract.server.ts';
import { recordInvoice } from '../record-invoice.server.ts';
import { reportVariance, unexplained } from '../report-variance.server.ts';
import { requestPayment } from '../request-payment.server.ts';
import { voteSignOff } from '../vote-sign-off.server.ts';
import type { Launched, Stage } from './stage.ts';
import { known, wanted } from './stage.ts';

/** Whose contract was never filed, whose invoice is 3,000 yuan too high, and whose payment finance has approved and not made yet. */
const NO_CONTRACT = 'jiangye-outdoor';
const TOO_HIGH = 'zhixia-skin';
const APPROVED = 'xiaxia-bath';
const TOO_HIGH_BY_MINOR = 300_000;

/** Contracts and invoices of collaborations: what was signed, and a bill for every stage that was paid. */
export async function filePapers({ db, workspaceId, timeline, doingAt }: Stage, launched: readonly Launched[], series: string): Promise<void> {
  const doing = doingAt(timeline.at(-1, 16));
  for (const [index, { story, campaign, collaborationId }] of launched.entries()) {
    const { currency, feeMinor, handle } = story;
    if (handle !== NO_CONTRACT) {
      const contract = { collaborationId, amountMinor: feeMinor, currency, signedOn: timeline.day(campaign.offsetOf(1) - 4), fileName: `${campaign.slug}-${handle}-contract.pdf` };
      wanted('a contract', await recordContract(db, { workspaceId, ...contract }, doing), 'recorded');
    }
    const parts = splitByLargestRemainder(feeMinor, DEFAULT_POLICY.money.paymentSplitBasisPoints);
    for (const [number, [stage, campaignDay]] of story.paid.entries()) {
      const day = campaign.offsetOf(campaignDay) - 2;
      const extraMinor = handle === TOO_HIGH && number === story.paid.length - 1 ? TOO_HIGH_BY_MINOR : 0;
      const invoice = {
        collaborationId, number: `${series}-${String(index + 1).padStart(3, '0')}-${number + 1}`, amountMinor: (parts[PAYMENT_STAGES.indexOf(stage)] ?? 0) + extraMinor, currency,
        issuedOn: timeline.day(day), receivedOn: timeline.day(day + 1), fileName: `${campaign.slug}-${handle}-${stage}.pdf`,
      };
      wanted('an invoice', await recordInvoice(db, { workspaceId, ...invoice }, doing), 'recorded');
    }
  }
}

type SeatHolders = ReadonlyMap<Seat, Doing['actor']>;

/** What waits for people, and what they decided: a payment approved and not made yet; a fuse's reset that two seats are still to vote on; one request granted, one refused. */
export async function playSignOffs(stage: Stage, launched: readonly Launched[], tripped: Launched): Promise<void> {
  const holders = await seatHolders(stage);
  await approveOne(stage, launched, holders);
  const summer = known('a running collaboration', launched.find(({ story }) => story.handle === APPROVED));
  await decide(stage, holders, { at: -6, votes: ['approve', 'approve', 'approve'] }, {
    kind: 'budget_move', subjectId: summer.campaign.campaignId, amountMinor: 18_000_000, reason: '头部投产偏低，拟将 180,000 元调往腰部与新星',
  });
  await decide(stage, holders, { at: -5, votes: ['approve', 'refuse'] }, {
    kind: 'tier_share', subjectId: summer.collaborationId, amountMinor: 3_000_000, reason: '新星层级拟追加一位达人',
  });
  await decide(stage, holders, { at: -1, votes: ['approve'] }, {
    kind: 'fuse_reset', subjectId: tripped.collaborationId, amountMinor: null, reason: '脚本已更换，申请小额试投',
  });
}

/** What is beyond plan in the quarter that is over, explained by who planned it. */
const VARIANCE_REASONS: Readonly<Record<VarianceSubject, string>> = {
  campaign: '按季度复盘结论执行', tier: '预备金按季度中期复盘转入该层级，活动总额未超预算', kol: '表现不佳，中途替换，未执行部分已释放',
};

/** The first month of the story is explained and closed, the later ones wait for it; without an account for finance none is. */
export async function closeFirstMonth(stage: Stage): Promise<void> {
  const { db, workspaceId, timeline } = stage;
  const holders = await seatHolders(stage);
  const finance = holders.get('finance');
  const month = await findFirstMonth(db, workspaceId);
  if (!finance || month === null) return;
  const now = timeline.at(-1, 17);
  const planner = holders.get('marketing') ?? finance;
  for (const { kind, id, tier, minor } of unexplained(await reportVariance(db, { workspaceId, month }, { now }))) {
    wanted('a reason', await explainVariance(db, { workspaceId, kind, id, tier, seenMinor: minor, reason: VARIANCE_REASONS[kind] }, { now: timeline.at(-1, 16), actor: planner }), 'explained');
  }
  wanted('the closing', await closePeriod(db, { workspaceId, month, note: '已与银行流水核对', steppedUpAt: now }, { now, actor: finance }), 'closed');
}

/** The people who hold the seats; a demo without accounts has none, and its requests stay open. */
async function seatHolders({ db, workspaceId }: Stage): Promise<SeatHolders> {
  const people = await listPeople(db, workspaceId);
  return new Map(people.flatMap(({ id, name, seat }): [Seat, Doing['actor']][] => (seat === null ? [] : [[seat, { kind: 'user', id, name }]])));
}

async function approveOne({ db, workspaceId, timeline, doingAt }: Stage, launched: readonly Launched[], holders: SeatHolders): Promise<void> {
  const finance = holders.get('finance');
  if (!finance) return;
  const { collaborationId } = known('who is paid', launched.find(({ story }) => story.handle === APPROVED));
  const asked = doingAt(timeline.at(-2, 11));
  const request = wanted('the request', await requestPayment(db, { workspaceId, collaborationId, stage: 'review' }, { ...asked, actor: holders.get('marketing') ?? asked.actor }), 'requested');
  const now = timeline.at(-1, 10);
  wanted('the approval', await approvePayment(db, { workspaceId, paymentId: request.paymentId, key: newId(), steppedUpAt: now }, { now, actor: finance }), 'approved');
}

const REASONS: Readonly<Record<SignOffDecision, string>> = { approve: '同意', refuse: '仓库备货不足，暂不追加' };
const VOTERS = ['finance', 'operations', 'marketing'] as const satisfies readonly Seat[];

async function decide({ db, workspaceId, timeline, doingAt }: Stage, holders: SeatHolders, { at, votes }: { at: number; votes: readonly SignOffDecision[] }, input: AskSignOffInput): Promise<void> {
  const asking = doingAt(timeline.at(at, 9));
  const { requestId } = wanted('a sign-off', await askSignOff(db, { workspaceId, ...input }, asking), 'asked');
  for (const [index, decision] of votes.entries()) {
    const voter = holders.get(VOTERS[index] ?? 'finance');
    if (!voter) continue;
    const doing = { now: timeline.at(at, 11 + index), actor: voter };
    wanted('a vote', await voteSignOff(db, { workspaceId, requestId, decision, reason: REASONS[decision] }, doing), 'voted');
  }
}
