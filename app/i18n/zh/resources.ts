import { assets } from './assets.ts';
import { collections } from './collections.ts';
import { common } from './common.ts';
import { shell } from './shell.ts';
import { search } from './search.ts';
import { auth } from './auth.ts';
import { dashboard } from './dashboard.ts';
import { roster } from './roster.ts';
import { editing } from './editing.ts';
import { campaign } from './campaign.ts';
import { matrix } from './matrix.ts';
import { collaboration } from './collaboration.ts';
import { content } from './content.ts';
import { scorecard } from './scorecard.ts';
import { roi } from './roi.ts';
import { views } from './views.ts';
import { attribution } from './attribution.ts';
import { proposals } from './proposals.ts';
import { swaps } from './swaps.ts';
import { reviews } from './reviews.ts';
import { scripts } from './scripts.ts';
import { whatIf } from './what-if.ts';
import { imports } from './imports.ts';
import { filters } from './filters.ts';
import { finance } from './finance.ts';
import { ledger } from './ledger.ts';
import { notices } from './notices.ts';
import { payments } from './payments.ts';
import { settings } from './settings.ts';
import { policy } from './policy.ts';
import { calibration } from './calibration.ts';
import { domain } from './domain.ts';
import { errors } from './errors.ts';

/** Every text of the interface in simplified Chinese, by area. */
export const resources = {
  assets,
  collections,
  common,
  shell,
  search,
  auth,
  dashboard,
  roster,
  editing,
  campaign,
  matrix,
  collaboration,
  content,
  scorecard,
  roi,
  views,
  attribution,
  proposals,
  swaps,
  reviews,
  scripts,
  whatIf,
  imports,
  filters,
  finance,
  ledger,
  notices,
  payments,
  settings,
  policy,
  calibration,
  domain,
  errors,
};
