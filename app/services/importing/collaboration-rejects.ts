import type { Columns } from '#app/domain/ingestion/columns.ts';
import type { CollaborationRow } from '#app/domain/ingestion/collaborations-row.ts';
import type { Reject } from '#app/domain/ingestion/rejects.ts';
import type { MoneyRefusal } from '#app/domain/tier-lock.ts';
import { moneyRefusalText } from '#app/domain/tier-lock.ts';
import type { FeeProblem } from '../agreed-fee.server.ts';
import type { ChangeProblem } from '../collaboration-change.server.ts';
import type { CreateCollaborationOutcome } from '../create-collaboration.server.ts';
import { landingProblemText } from '../landing-check.ts';
import { rejectAt } from './importer.ts';

export type CollaborationProblem = Exclude<CreateCollaborationOutcome, { status: 'created' }> | ChangeProblem | FeeProblem | MoneyRefusal;

/** Why a collaboration of a file was not taken, at the column that says so. */
export function collaborationRejects(columns: Columns, line: number, row: CollaborationRow, problem: CollaborationProblem): Reject {
  const code = problem.status.replaceAll('-', '_');
  const at = (field: string, value: string | null | undefined, message: string) => rejectAt(columns, line, field, value, code, message);
  switch (problem.status) {
    case 'campaign-unknown':
      return at('campaign', row.campaign, `no campaign has the slug or name '${row.campaign}'`);
    case 'account-unknown':
      return at('handle', row.handle, `no account '${row.handle}' is in the roster`);
    case 'kol-blocked':
      return at('handle', row.handle, `'${row.handle}' is blocked and may not be given a collaboration`);
    case 'already-there':
      return at('handle', row.handle, `'${row.handle}' has a collaboration in this campaign already`);
    case 'ends-before-start':
      return at('ends_on', row.endsOn, 'the flight would end before it starts');
    case 'coupon-taken': {
      const { campaign, platform, handle } = problem.holder;
      const holder = handle === '' ? 'another collaboration of this file' : `the collaboration of '${handle}' (${platform}) in ${campaign}`;
      return at('coupon', row.coupon, `${problem.coupon} is held by ${holder}, which is live`);
    }
    case 'status-unreachable':
      return at('status', row.status, `a collaboration that is ${problem.from} cannot become ${problem.to}`);
    case 'fee-below-paid':
      return at('fee', row.feeMinor?.toString(), 'payments of more than this fee, or in another currency, are already under way');
    case 'fee-below-released':
      return at('fee', row.feeMinor?.toString(), 'more than this fee has been released already');
    case 'spending-stopped':
      return at('fee', row.feeMinor?.toString(), problem.stop.kind === 'pilot' ? 'the pilot after its sign-off does not leave this much' : 'its fuse has tripped: no further cost is committed before sign-off');
    case 'tier-locked':
      return at(typeof row.feeMinor === 'number' ? 'fee' : 'tier', row.feeMinor?.toString() ?? row.tier, moneyRefusalText(problem));
    case 'campaign-closed':
      return at('campaign', row.campaign, moneyRefusalText(problem));
    case 'landing-missing':
    case 'landing-not-a-page':
    case 'host-not-allowed':
    case 'fallback-not-allowed':
      return at('landing_url', row.landingUrl ?? '', landingProblemText(problem));
  }
}
