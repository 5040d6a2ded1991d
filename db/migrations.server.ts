import type { MigrationList } from './migrate.server.ts';
import * as people from './migrations/0001-people.ts';
import * as matrix from './migrations/0002-matrix.ts';
import * as facts from './migrations/0003-facts.ts';
import * as decisions from './migrations/0004-decisions.ts';
import * as rosterIndexes from './migrations/0005-roster-indexes.ts';
import * as importRuns from './migrations/0006-import-runs.ts';
import * as importChanges from './migrations/0007-import-changes.ts';
import * as webhooks from './migrations/0008-webhooks.ts';
import * as links from './migrations/0009-links.ts';
import * as orderKeys from './migrations/0010-order-keys.ts';
import * as contentCorrections from './migrations/0011-content-corrections.ts';
import * as exclusions from './migrations/0012-exclusions.ts';
import * as briefs from './migrations/0013-briefs.ts';
import * as policyDrafts from './migrations/0014-policy-drafts.ts';
import * as ledger from './migrations/0015-ledger.ts';
import * as signOff from './migrations/0016-sign-off.ts';
import * as swaps from './migrations/0017-swaps.ts';
import * as assets from './migrations/0018-assets.ts';
import * as periods from './migrations/0019-periods.ts';
import * as savedViews from './migrations/0020-saved-views.ts';
import * as matrixBoard from './migrations/0022-matrix-board.ts';
import * as edits from './migrations/0021-edits.ts';
import * as search from './migrations/0023-search.ts';
import * as notices from './migrations/0024-notices.ts';
import * as variance from './migrations/0025-variance.ts';
import * as collections from './migrations/0026-collections.ts';
import * as disputes from './migrations/0027-disputes.ts';
import * as library from './migrations/0028-library.ts';
import * as lists from './migrations/0029-lists.ts';
import * as speed from './migrations/0032-speed.ts';
import * as filters from './migrations/0033-filters.ts';

/** Every migration that was ever shipped, under its name for ever. They are imported by name because the portal runs as one bundle. */
export const migrations: MigrationList = {
  '0001-people': people,
  '0002-matrix': matrix,
  '0003-facts': facts,
  '0004-decisions': decisions,
  '0005-roster-indexes': rosterIndexes,
  '0006-import-runs': importRuns,
  '0007-import-changes': importChanges,
  '0008-webhooks': webhooks,
  '0009-links': links,
  '0010-order-keys': orderKeys,
  '0011-content-corrections': contentCorrections,
  '0012-exclusions': exclusions,
  '0013-briefs': briefs,
  '0014-policy-drafts': policyDrafts,
  '0015-ledger': ledger,
  '0016-sign-off': signOff,
  '0017-swaps': swaps,
  '0018-assets': assets,
  '0019-periods': periods,
  '0020-saved-views': savedViews,
  '0021-edits': edits,
  '0022-matrix-board': matrixBoard,
  '0023-search': search,
  '0024-notices': notices,
  '0025-variance': variance,
  '0026-collections': collections,
  '0027-disputes': disputes,
  '0028-library': library,
  '0029-lists': lists,
  '0032-speed': speed,
  '0033-filters': filters,
};
