import type { ColumnType } from 'kysely';
import type { AssetKind, AssetLanguage, AssetStatus, FileDescription, LocationState, Orientation, PerformanceBand } from '#app/domain/asset.ts';
import type { AssetColour } from '#app/domain/asset-colour.ts';
import type { CollectionVisibility } from '#app/domain/collection.ts';
import type { ShareVisitKind } from '#app/domain/share.ts';
import type { AuditActorKind } from '#app/domain/permission.ts';
import type { Brief, BriefPlan } from '#app/domain/brief.ts';
import type { EditKind, EditSubject, SkippedRow } from '#app/domain/edit-run.ts';
import type { CampaignStatus } from '#app/domain/campaign.ts';
import type { CampaignTarget } from '#app/domain/campaign-targets.ts';
import type { CollaborationStatus } from '#app/domain/collaboration.ts';
import type { CostKind, PaymentStage, PaymentStatus } from '#app/domain/cost.ts';
import type { Grade, KolStatus, Platform, Tier } from '#app/domain/kol.ts';
import type { AttributionMethod, OrderStatus } from '#app/domain/order.ts';
import type { Role, Seat } from '#app/domain/permission.ts';
import type { ViewList, ViewVisibility } from '#app/domain/saved-view.ts';
import type { AttributionModel, Policy } from '#app/domain/policy.ts';
import type { ConnectionKind, DeliveryOutcome, SigningSecret } from '#app/domain/ingestion/delivery.ts';
import type { JsonObject, JsonValue } from '#app/domain/json.ts';
import type { MatrixSnapshot } from '#app/domain/matrix-snapshot.ts';
import type { DateOrder } from '#app/domain/ingestion/civil-time.ts';
import type { ImportLook, ImportOptions } from '#app/domain/ingestion/import-options.ts';
import type { ChangeAction, ChangeSubject, ShownFields } from '#app/domain/ingestion/import-change.ts';
import type { ImportPurpose, ImportStatus } from '#app/domain/ingestion/import-run.ts';
import type { NumberStyle } from '#app/domain/ingestion/number-style.ts';
import type { MoveTerms } from '#app/domain/proposals/move-terms.ts';
import type { MailSecurity } from '#app/domain/mail-server.ts';
import type { NoticeFacts } from '#app/domain/notice-facts.ts';
import type { NoticeKind } from '#app/domain/notice.ts';
import type { ChannelKind, ChannelPace, MessageState, SendProblem } from '#app/domain/notice-channel.ts';
import type { ProposalKind, ProposalStatus, VerdictKind } from '#app/domain/proposals/proposal.ts';
import type { ScriptStatus, ScriptStep } from '#app/domain/script.ts';
import type { ScriptFindings } from '#app/domain/script-checks.ts';
import type { EntryKind, LedgerAccount, LedgerSource } from '#app/domain/finance/ledger.ts';
import type { BudgetParts } from '#app/domain/finance/budget-revision.ts';
import type { VarianceSubject } from '#app/domain/finance/variance.ts';
import type { DisputedFigure, DisputeRemedy, DisputeStatus } from '#app/domain/dispute.ts';
import type { SignOffDecision, SignOffKind, SignOffStatus } from '#app/domain/finance/sign-off.ts';
import type { FuseState } from '#app/domain/scoring/fuse.ts';
import type { Light } from '#app/domain/scoring/light.ts';

/**
 * The data dictionary: one interface a table, proven against the database by tests/db/schema.test.ts.
 * Ids are UUIDv7 strings made by the application. `workspace_id` leads every key; only users, sessions and tracking codes are global.
 * `..._minor` is an integer count of minor units (read as a safe-integer number), `..._basis_points` a share of 10,000,
 * `date` columns are 'YYYY-MM-DD' strings in the workspace's time zone, `numeric` is a decimal string.
 */
type Instant = Date;
type Day = string;
/** jsonb: read as a value, written as JSON text so that arrays are not taken for PostgreSQL arrays. */
type Json<T> = ColumnType<T, string, string>;
/** A column with a database default: may be left out on insert. */
type Defaulted<T> = ColumnType<T, T | undefined, T>;

/** One brand. Everything below belongs to exactly one. */
export interface WorkspaceTable {
  id: string;
  slug: string;
  name: string;
  reporting_currency: string;
  time_zone: string;
  /** Hosts that landing pages may be on: the redirector is never an open redirect. */
  allowed_hosts: Defaulted<string[]>;
  /** Where tracking links lead when they have expired and name no page of their own. */
  fallback_url: string | null;
  /** Whether it was loaded by the demo and may be removed in one step. */
  is_demo: Defaulted<boolean>;
  created_at: Instant;
}

/** A person who signs in; global, a member of one or more workspaces. */
export interface AppUserTable {
  id: string;
  /** Lower case. */
  email: string;
  name: string;
  /** argon2id, PHC string. */
  password_hash: string;
  created_at: Instant;
  disabled_at: Instant | null;
}

/** A person's role in a workspace, and the sign-off seat they hold there. */
export interface MembershipTable {
  workspace_id: string;
  user_id: string;
  role: Role;
  seat: Seat | null;
  /** Whether the person may approve scripts for legal, whatever their role: granted by an administrator. */
  reviews_legal: Defaulted<boolean>;
  created_at: Instant;
}

/** A signed-in browser. Only the SHA-256 of the cookie's token is kept. */
export interface SessionTable {
  token_hash: Buffer;
  user_id: string;
  workspace_id: string;
  created_at: Instant;
  last_seen_at: Instant;
  expires_at: Instant;
  /** When the password was last given again, for what takes more than being signed in. */
  stepped_up_at: Defaulted<Instant | null>;
}

/** Failed sign-ins, for the rate limit; hashes only, swept after a day. */
export interface SignInAttemptTable {
  id: string;
  email_hash: Buffer;
  address_hash: Buffer;
  attempted_at: Instant;
}

/** A key for `/api`. Only the SHA-256 of the token is kept; `prefix` lets people recognise it. */
export interface ApiTokenTable {
  workspace_id: string;
  id: string;
  name: string;
  prefix: string;
  token_hash: Buffer;
  scopes: string[];
  created_by: string | null;
  created_at: Instant;
  last_used_at: Instant | null;
  expires_at: Instant | null;
  revoked_at: Instant | null;
}

/** The first answer to a keyed request, given again to every repetition. A row without a status is still running. */
export interface IdempotencyKeyTable {
  workspace_id: string;
  key: string;
  route: string;
  body_hash: Buffer;
  response_status: number | null;
  response_body: Json<JsonValue> | null;
  created_at: Instant;
}

/** Every published state of the thresholds; the highest version is in force. */
export interface PolicyVersionTable {
  workspace_id: string;
  version: number;
  body: Json<Policy>;
  note: string;
  published_at: Instant;
  published_by: string | null;
  /** As they were called then; null in versions from before names were kept. */
  published_by_name: Defaulted<string | null>;
  /** Who changed its draft last; null where it came without one. */
  drafted_by_name: Defaulted<string | null>;
}

/** Thresholds that are being worked on; none of them is in force. At most one of a workspace. */
export interface PolicyDraftTable {
  workspace_id: string;
  /** The version that was in force when it was begun, or last brought up to date. */
  based_on: number;
  body: Json<Policy>;
  /** Counts changes: a save states the one it read. */
  revision: number;
  begun_at: Instant;
  begun_by: string | null;
  begun_by_name: string;
  changed_at: Instant;
  changed_by: string | null;
  changed_by_name: string;
}

/** Units of the reporting currency for one unit of `currency`, in force from a day on. */
export interface ExchangeRateTable {
  workspace_id: string;
  currency: string;
  valid_from: Day;
  rate: string;
}

/** Who changed what, when, from what to what, and why. Kept for good. */
export interface AuditEventTable {
  workspace_id: string;
  id: string;
  at: Instant;
  actor_kind: AuditActorKind;
  actor_id: string | null;
  actor_name: string;
  /** `<noun>.<verb>`, e.g. `proposal.accept`. */
  action: string;
  subject_kind: string;
  subject_id: string;
  before: Json<JsonObject> | null;
  after: Json<JsonObject> | null;
  reason: string | null;
}

/** A creator the brand works or may work with. The tier is a decision, the grade a measurement of an account. */
export interface KolTable {
  workspace_id: string;
  id: string;
  name: string;
  tier: Tier;
  status: KolStatus;
  verticals: Defaulted<string[]>;
  price_minor: number | null;
  price_currency: string | null;
  audience_female_basis_points: number | null;
  audience_18_24_basis_points: number | null;
  city_tier: string | null;
  /** Shown to manager, finance and admin only. */
  contact_email: string | null;
  /** Name of the competitor that holds exclusivity, if any. */
  exclusive_with: string | null;
  available_from: Day | null;
  notes: Defaulted<string>;
  created_at: Instant;
  updated_at: Instant;
  /** Counts changes: a save states the version it read. */
  version: Defaulted<number>;
}

/** A KOL's account on a platform; identity is (platform, handle without regard to case). */
export interface KolAccountTable {
  workspace_id: string;
  id: string;
  kol_id: string;
  platform: Platform;
  handle: string;
  profile_url: string | null;
  followers: number | null;
  /** Engagement rate as its source states it. */
  engagement_basis_points: number | null;
  created_at: Instant;
}

/** What finding a KOL compares (app/domain/kol-search.ts): follows from name and handles, and can be written anew at any time. */
export interface KolSearchTable {
  workspace_id: string;
  kol_id: string;
  /** The name and the handles that the words were made of, a line each. */
  source: string;
  search_text: string;
  grams: string[];
  /** Whether KOLs that look alike are still to be looked for since the words were written. */
  pairs_due: Defaulted<boolean>;
}

/** Two KOLs that look alike, the smaller id first; whoever says that they are not the same keeps the pair from being shown again. */
export interface KolPairTable {
  workspace_id: string;
  first_id: string;
  second_id: string;
  same_name: boolean;
  same_handle: boolean;
  /** The same contact address: told to those who may see contacts only. */
  same_contact: boolean;
  found_at: Instant;
  dismissed_at: Instant | null;
  dismissed_by_name: string | null;
}

/** A dated plan with a budget. */
export interface CampaignTable {
  workspace_id: string;
  id: string;
  slug: string;
  name: string;
  status: CampaignStatus;
  starts_on: Day;
  /** Last day, inclusive. */
  ends_on: Day;
  budget_minor: number;
  currency: string;
  reserve_basis_points: number;
  landing_url: string | null;
  target_search_uplift: number | null;
  target_ugc_items: number | null;
  target_interactions: number | null;
  target_sales_uplift_basis_points: number | null;
  created_at: Instant;
  updated_at: Instant;
  version: Defaulted<number>;
}

/** A row of a campaign's matrix: slots and share of the budget after the reserve. */
export interface CampaignTierTable {
  workspace_id: string;
  campaign_id: string;
  tier: Tier;
  slots: number;
  share_basis_points: number;
}

/** The slot that somebody chose for a collaboration; one without a row has the lowest that is free. Counts only while the tier is the collaboration's. */
export interface MatrixPlaceTable {
  workspace_id: string;
  campaign_id: string;
  tier: Tier;
  /** From 1. */
  slot: number;
  collaboration_id: string;
}

/** A tier of a campaign whose money finance keeps as it is, while the row is there. */
export interface MatrixLockTable {
  workspace_id: string;
  campaign_id: string;
  tier: Tier;
  locked_at: Instant;
  locked_by: string | null;
  locked_by_name: string;
  reason: string;
}

/** A campaign's matrix as it stood, for good: the database refuses to change it. */
export interface MatrixSnapshotTable {
  workspace_id: string;
  id: string;
  campaign_id: string;
  /** Monday of the week that it stands for, one for each; null for one that somebody took. */
  week: Day | null;
  taken_at: Instant;
  taken_by_name: string;
  note: string;
  body: Json<MatrixSnapshot>;
}

/** An actual of a campaign's target that no feed has and somebody typed in; the latest of a target counts. */
export interface TargetActualTable {
  workspace_id: string;
  id: string;
  campaign_id: string;
  target: CampaignTarget;
  /** A count; basis points of a sales uplift. */
  value: number;
  measured_on: Day;
  source: string;
  reason: string;
  stated_at: Instant;
  stated_by: string | null;
  stated_by_name: string;
}

/** One KOL in one campaign. */
export interface CollaborationTable {
  workspace_id: string;
  id: string;
  campaign_id: string;
  kol_id: string;
  account_id: string;
  tier: Tier;
  status: CollaborationStatus;
  starts_on: Day;
  /** Last day, inclusive. */
  ends_on: Day;
  /** Crockford base32 with a check character; unique for ever (table tracking_code). */
  tracking_code: string;
  /** Upper case, trimmed; unique among collaborations that are not over. */
  coupon: string;
  landing_url: string;
  /** From then on its link leads to the fallback; null for never. */
  link_expires_at: Instant | null;
  /** Where its link leads when it has expired; null for the workspace's page. */
  link_fallback_url: string | null;
  /** First publication as stated by people or files; content rows may state an earlier one. */
  published_at: Instant | null;
  /** The collaboration that this one was proposed to replace. */
  replaces_id: string | null;
  created_at: Instant;
  updated_at: Instant;
  version: Defaulted<number>;
}

/** Every code ever issued, so that none is issued twice. Rows are never deleted. */
export interface TrackingCodeTable {
  code: string;
  workspace_id: string;
  collaboration_id: string;
  issued_at: Instant;
}

/** A brief to begin from; with a campaign it is what that campaign's briefs begin from. */
export interface BriefTemplateTable {
  workspace_id: string;
  id: string;
  name: string;
  plan: Json<BriefPlan>;
  campaign_id: string | null;
  created_at: Instant;
  updated_at: Instant;
  version: Defaulted<number>;
}

/** What a KOL is asked to make; the highest version is in force. Append-only. */
export interface BriefVersionTable {
  workspace_id: string;
  collaboration_id: string;
  version: number;
  body: Json<Brief>;
  written_at: Instant;
  written_by: string | null;
  written_by_name: string;
  /** The collaboration that it was copied from. */
  copied_from: string | null;
}

/** Where a collaboration's script stands on its way to publication; there as soon as there is a brief or a version of it. */
export interface ScriptTable {
  workspace_id: string;
  collaboration_id: string;
  status: ScriptStatus;
  /** The newest version written; 0 for none. */
  latest_version: Defaulted<number>;
  /** How often it was submitted. */
  round: Defaulted<number>;
  /** The version that legal approved, as long as the approval stands. */
  legal_approved_version: number | null;
  /** Since when it stands in its state. */
  since: Instant;
  /** Last day of the step that is due; the rule is `dueDay` of the domain. */
  due_on: Day | null;
  /** Counts changes: a step states the version it read. */
  version: Defaulted<number>;
}

/** The text of a script as somebody handed it in. Append-only. */
export interface ScriptVersionTable {
  workspace_id: string;
  collaboration_id: string;
  version: number;
  body: string;
  /** What changed, in the author's words. */
  note: Defaulted<string>;
  written_at: Instant;
  author_id: string | null;
  author_name: string;
}

/** Each step of a script's approval, with what the checks said at that moment. Append-only. */
export interface ScriptEventTable {
  workspace_id: string;
  id: string;
  collaboration_id: string;
  at: Instant;
  actor_id: string | null;
  actor_name: string;
  step: ScriptStep;
  from_status: ScriptStatus;
  to_status: ScriptStatus;
  script_version: number;
  brief_version: number | null;
  round: number;
  reason: Defaulted<string>;
  /** When the step was due. */
  was_due_on: Day | null;
  findings: Json<ScriptFindings>;
}

/** Each change of a collaboration's state. */
export interface CollaborationEventTable {
  workspace_id: string;
  id: string;
  collaboration_id: string;
  at: Instant;
  actor_name: string;
  from_status: CollaborationStatus | null;
  to_status: CollaborationStatus;
  reason: string;
}

/** What was promised for a collaboration. What still stands is amount minus released. */
export interface CostItemTable {
  workspace_id: string;
  id: string;
  collaboration_id: string;
  kind: CostKind;
  amount_minor: number;
  released_minor: Defaulted<number>;
  currency: string;
  /** Rate to the reporting currency frozen when it was recorded; null when there was none (then it is flagged, not counted). */
  rate: string | null;
  /** For commission: share of credited revenue. Its amount_minor is 0. */
  commission_basis_points: number | null;
  incurred_on: Day | null;
  cancellable: Defaulted<boolean>;
  note: Defaulted<string>;
  /** What makes a repeated import the same item: kind, day, amount, currency, note and ordinal, hashed. */
  identity: string;
  created_at: Instant;
}

/** A stage of what is paid for a collaboration. */
export interface PaymentTable {
  workspace_id: string;
  id: string;
  collaboration_id: string;
  stage: PaymentStage;
  amount_minor: number;
  currency: string;
  rate: string | null;
  status: PaymentStatus;
  paid_on: Day | null;
  reference: Defaulted<string>;
  created_at: Instant;
  updated_at: Instant;
  /** Who asked finance for it; a person's id where a person did. Who requests cannot approve. */
  requested_by: Defaulted<string | null>;
  requested_by_name: Defaulted<string | null>;
  requested_at: Defaulted<Instant | null>;
  approved_by: Defaulted<string | null>;
  approved_by_name: Defaulted<string | null>;
  approved_at: Defaulted<Instant | null>;
  /** Who marked it paid; a file's payment names nobody. */
  paid_by: Defaulted<string | null>;
  paid_by_name: Defaulted<string | null>;
}

/** An entry of the ledger: append-only, chained to the one before it by a code that takes the portal's key to make. */
export interface LedgerEntryTable {
  workspace_id: string;
  /** 1, 2, 3... without gaps. */
  sequence: number;
  at: Instant;
  kind: EntryKind;
  source_kind: LedgerSource;
  /** Of a cost item or payment; it stays when an import that made it is undone. */
  source_id: string;
  actor_kind: AuditActorKind;
  actor_id: string | null;
  actor_name: string;
  reason: string;
  /** The sequence number that this entry takes back. */
  reverses: number | null;
  previous_hash: Buffer;
  /** HMAC-SHA-256 over all of it and of its postings (app/domain/finance/ledger.ts). */
  hash: Buffer;
}

/** A line of an entry. Debits are positive, credits negative; those of an entry sum to zero in each currency. */
export interface LedgerPostingTable {
  workspace_id: string;
  sequence: number;
  line: number;
  account: LedgerAccount;
  kol_id: string;
  collaboration_id: string;
  campaign_id: string;
  tier: Tier;
  amount_minor: number;
  currency: string;
  /** Frozen at capture; null when there was none. */
  rate: string | null;
  /** In the reporting currency at that rate. */
  reporting_minor: number | null;
}

/** Why spending differs from its plan: what somebody wrote about a campaign, a tier of one or a KOL. Only ever added to; the latest stands. */
export interface VarianceNoteTable {
  workspace_id: string;
  id: string;
  subject_kind: VarianceSubject;
  /** A campaign or a KOL; of a tier its campaign. */
  subject_id: string;
  tier: Tier | null;
  /** 'YYYY-MM' in the workspace's time zone: when it was written. */
  month: string;
  /** As they stood when it was written, reporting currency. */
  planned_minor: number;
  actual_minor: number;
  currency: string;
  /** Of the plan; null where nothing was planned. */
  basis_points: number | null;
  reason: string;
  written_at: Instant;
  written_by: string | null;
  written_by_name: string;
}

/** A revision of a campaign's budget, reserve or tier shares: what it moved. Only ever added to. */
export interface BudgetRevisionTable {
  workspace_id: string;
  id: string;
  campaign_id: string;
  /** What the plan gave each tier and the reserve, minor units of the campaign's currency. */
  before: Json<BudgetParts>;
  after: Json<BudgetParts>;
  /** Reporting currency; null without a rate. */
  moved_minor: number | null;
  /** The sign-off that was used up for it; null where none was needed. */
  request_id: string | null;
  revised_at: Instant;
  revised_by: string | null;
  revised_by_name: string;
}

/** Money that a cut plan took back from a partner once spending had run far above its plan. Only ever added to; counts as moved within the quarter. */
export interface SpendingCutTable {
  workspace_id: string;
  id: string;
  campaign_id: string;
  collaboration_id: string;
  /** Reporting currency. */
  released_minor: number;
  /** The sign-off that was used up for it; null where none was needed. */
  request_id: string | null;
  reason: string;
  cut_at: Instant;
  cut_by: string | null;
  cut_by_name: string;
}

/** A figure of a scorecard that somebody doubts, with what became of it. One is open for each figure of a collaboration. */
export interface DisputeTable {
  workspace_id: string;
  id: string;
  collaboration_id: string;
  /** The card that was looked at. */
  as_of: Day;
  figure: DisputedFigure;
  /** What the card said; null for a figure that it had no value for. */
  shown_value: number | null;
  reason: string;
  evidence_url: string | null;
  status: DisputeStatus;
  opened_at: Instant;
  opened_by: string | null;
  opened_by_name: string;
  due_at: Instant;
  answered_at: Instant | null;
  answered_by_name: string | null;
  answer: string | null;
  /** What an upheld one is put right by; null for any other. */
  remedy: DisputeRemedy | null;
}

/** What people said of a dispute, in its order. */
export interface DisputeCommentTable {
  workspace_id: string;
  id: string;
  dispute_id: string;
  said_at: Instant;
  said_by: string | null;
  said_by_name: string;
  words: string;
}

/** A month that finance closed, with the statement as it stood then; the database keeps all but its being opened again as it was. */
export interface PeriodCloseTable {
  workspace_id: string;
  id: string;
  /** 'YYYY-MM' in the workspace's time zone. */
  month: string;
  closed_at: Instant;
  closed_by: string | null;
  closed_by_name: string;
  note: string;
  /** The last entry of the ledger; 0 and the hash that the first one follows without entries. */
  ledger_sequence: number;
  ledger_hash: string;
  /** Of the sums: the reporting currency. */
  currency: string;
  committed_minor: number;
  invoiced_minor: number;
  paid_minor: number;
  revenue_minor: number;
  refunded_minor: number;
  /** Lines without an exchange rate, counted in no sum. */
  uncounted: number;
  statement_rows: number;
  /** Of the month's statement as CSV, as under its export; hexadecimal. */
  statement_sha256: string;
  /** A month is closed while this is null. */
  reopened_at: Instant | null;
  reopened_by: string | null;
  reopened_by_name: string | null;
  reopen_reason: string | null;
}

/** A bill that a KOL sent. Struck out with a reason, never deleted. */
export interface InvoiceTable {
  workspace_id: string;
  id: string;
  collaboration_id: string;
  number: string;
  amount_minor: number;
  currency: string;
  rate: string | null;
  issued_on: Day;
  received_on: Day;
  file_name: string | null;
  created_at: Instant;
  created_by_name: string;
  voided_at: Instant | null;
  voided_by_name: string | null;
  void_reason: string | null;
}

/** What the contract of a collaboration is for. */
export interface CollaborationContractTable {
  workspace_id: string;
  collaboration_id: string;
  amount_minor: number;
  currency: string;
  signed_on: Day;
  file_name: string | null;
  updated_at: Instant;
  updated_by_name: string;
}

/** What three people are asked to allow. */
export interface SignOffRequestTable {
  workspace_id: string;
  id: string;
  kind: SignOffKind;
  /** A collaboration, a campaign or a payment, by the kind. */
  subject_id: string;
  /** The most that it allows; null where no amount is asked for. */
  amount_minor: number | null;
  currency: string | null;
  reason: string;
  status: SignOffStatus;
  requested_at: Instant;
  requested_by: string | null;
  requested_by_name: string;
  deadline_at: Instant;
  decided_at: Instant | null;
  used_at: Instant | null;
}

/** A seat's answer; a seat votes once, and so does a person. */
export interface SignOffVoteTable {
  workspace_id: string;
  request_id: string;
  seat: Seat;
  user_id: string;
  user_name: string;
  decision: SignOffDecision;
  reason: string;
  voted_at: Instant;
}

/** That a tripped fuse was reset by a sign-off, at first for a pilot. */
export interface FuseResetTable {
  workspace_id: string;
  id: string;
  collaboration_id: string;
  /** Periods that begin on this day or later count again. */
  reset_on: Day;
  /** Cost that may be added during the pilot, reporting currency. */
  pilot_minor: number;
  request_id: string;
  reset_at: Instant;
  reset_by_name: string;
}

/** A published post of a collaboration. */
export interface ContentTable {
  workspace_id: string;
  id: string;
  collaboration_id: string;
  platform: Platform;
  url: string;
  published_at: Instant;
  created_at: Instant;
  /** Since when its platform has not had it any more: deleted, or no longer public. */
  unavailable_at: Instant | null;
}

/** Counts of a post at an instant, as its source reported them; readers take them corrected (`effectiveMetrics`). Null is "not reported", never 0. */
export interface ContentMetricTable {
  workspace_id: string;
  content_id: string;
  captured_at: Instant;
  source: string;
  /** Which meaning of the platform's metrics applied (product.md section 8). */
  definition_version: string;
  impressions: number | null;
  views: number | null;
  likes: number | null;
  comments: number | null;
  shares: number | null;
  saves: number | null;
  follows: number | null;
  positive_comments: number | null;
  neutral_comments: number | null;
  negative_comments: number | null;
}

/** Counts that stand instead of a snapshot's from an instant on: the highest sequence does. Append-only; taking one back is one more. */
export interface ContentCorrectionTable {
  workspace_id: string;
  content_id: string;
  captured_at: Instant;
  source: string;
  /** 1, 2, 3... of its snapshot. */
  sequence: number;
  corrected_at: Instant;
  corrected_by: string | null;
  corrected_by_name: string;
  reason: string;
  /** The sequence that this one takes back. */
  undoes: number | null;
  /** The counts that stood before. */
  previous: Json<JsonObject>;
  impressions: number | null;
  views: number | null;
  likes: number | null;
  comments: number | null;
  shares: number | null;
  saves: number | null;
  follows: number | null;
  positive_comments: number | null;
  neutral_comments: number | null;
  negative_comments: number | null;
}

/** That a platform was asked for a post's counts in a slot of its life: once for each slot. */
export interface ContentCaptureTable {
  workspace_id: string;
  content_id: string;
  source: string;
  /** Hours after the publication at which the slot begins. */
  slot_hours: number;
  asked_at: Instant;
  outcome: 'captured' | 'nothing-reported' | 'unavailable';
  /** When the platform says that the post was published. */
  stated_published_at: Instant | null;
}

/** A platform that is asked for counts with the workspace's own key. */
export interface ContentSourceTable {
  workspace_id: string;
  kind: 'youtube';
  /** Sealed with the portal's key; never shown. */
  key_sealed: string;
  is_on: boolean;
  connected_at: Instant;
  last_run_at: Instant | null;
  /** Posts asked for and snapshots taken by the last run for which any were due. */
  last_asked: Defaulted<number>;
  last_captured: Defaulted<number>;
  /** Why the last question was not answered; null when it was. */
  last_problem: string | null;
  /** Unanswered questions in a row. */
  failures: Defaulted<number>;
  /** Nothing is asked before. */
  paused_until: Instant | null;
  /** The day, in the platform's zone, that the used units are of. */
  quota_day: Day | null;
  quota_used: Defaulted<number>;
}

/** A visit through a tracking link. Append-only, partitioned by month; `id` is a UUIDv7 whose time is `clicked_at`. */
export interface ClickTable {
  workspace_id: string;
  clicked_at: Instant;
  id: string;
  collaboration_id: string;
  /** First-party cookie. */
  visitor_id: string;
  /** Salted daily hash of the address: enough to see repetition, useless to find a person. */
  address_hash: number;
  referrer_host: string | null;
  device: 'desktop' | 'mobile' | 'tablet' | 'unknown';
  country: string | null;
  /** Why it looks automated (`crawler`, `preview`, `prefetch`, `head`); null for a person. */
  automation: string | null;
}

/** Where orders come from. */
export interface ShopTable {
  workspace_id: string;
  slug: string;
  kind: 'manual' | ConnectionKind;
  /** In the address of its webhook; global. */
  connection_id: string | null;
  /** Webhook secret, sealed with the portal's key; two are accepted during a rotation. */
  secret_sealed: string | null;
  previous_secret_sealed: string | null;
  created_at: Instant;
  secret_changed_at: Instant | null;
  /** Somebody disconnected it, or the shop took the app away; cleared when it is connected again. */
  disconnected_at: Instant | null;
}

/** An order; identity is (shop, order id). Holds facts plus what follows from them at once (net revenue, method). */
export interface ShopOrderTable {
  workspace_id: string;
  shop: string;
  order_id: string;
  placed_at: Instant;
  placed_day: Day;
  currency: string;
  merchandise_minor: number;
  /** Cumulative refund as the order itself states it. */
  stated_refunded_minor: Defaulted<number>;
  /** The greater of what the order states and what its refunds sum to. */
  refunded_minor: Defaulted<number>;
  status: OrderStatus;
  discount_codes: Defaulted<string[]>;
  click_id: string | null;
  utm_content: string | null;
  /** Keyed hash of the buyer's e-mail or phone. */
  customer_hash: Buffer | null;
  is_new_customer: boolean | null;
  /** In the order's own currency. */
  net_minor: number;
  /** Rate frozen at capture; null when none was known (then the order is flagged and not counted). */
  rate: string | null;
  net_reporting_minor: number | null;
  method: AttributionMethod;
  source: string;
  /** The source's own time of its last change; an older version never overwrites a newer one. */
  source_updated_at: Instant | null;
  import_id: string | null;
  received_at: Instant;
  /** When something about it last arrived again and changed or confirmed it; null while it stands as it first came. */
  changed_at: Defaulted<Instant | null>;
}

/** A refund as an event of its own; it may arrive before its order. */
export interface OrderRefundTable {
  workspace_id: string;
  shop: string;
  order_id: string;
  refund_id: string;
  amount_minor: number;
  currency: string;
  refunded_at: Instant;
  received_at: Instant;
}

/** The clicks an order's credit was divided over, frozen with it. */
export interface OrderTouchTable {
  workspace_id: string;
  shop: string;
  order_id: string;
  click_id: string;
  collaboration_id: string;
  clicked_at: Instant;
}

/** A collaboration's share of an order in the reporting currency, under each model; each model's column sums to the order. */
export interface OrderCreditTable {
  workspace_id: string;
  shop: string;
  order_id: string;
  collaboration_id: string;
  placed_day: Day;
  last_click_minor: number;
  first_click_minor: number;
  linear_minor: number;
  time_decay_minor: number;
  position_minor: number;
}

/** A claim on an order that lost to a stronger one. */
export interface OrderClaimTable {
  workspace_id: string;
  shop: string;
  order_id: string;
  collaboration_id: string;
  method: Exclude<AttributionMethod, 'none'>;
}

/** A webhook event that was answered for; its key makes a repetition a no-op. Kept for 30 days. */
export interface WebhookDeliveryTable {
  workspace_id: string;
  shop: string;
  event_id: string;
  topic: string;
  outcome: DeliveryOutcome;
  received_at: Instant;
  /** UUIDv7 of the arrival: what addresses and replays name. */
  id: string;
  /** The sender's own id of the sending, where it has one. */
  delivery_id: string | null;
  signed_with: Defaulted<SigningSecret>;
  /** The order that it speaks of, where that could be read. */
  order_id: string | null;
  /** The fields that are read, the buyer hashed; null where none are kept. */
  payload: Json<JsonObject> | null;
  /** Why it was ignored (a word) or could not be read (places, no values). */
  error: string | null;
  /** How often it was tried to take it in. */
  attempts: Defaulted<number>;
  processed_at: Instant | null;
}

/** A day whose roll-up must be rebuilt. Appended without a unique day, so that a mark made during a rebuild survives it. */
export interface DirtyDayTable {
  workspace_id: string;
  /** `review`: something a review depends on changed; its day does not matter. `attribution`: first and last day whose orders may now belong to somebody else. */
  kind: 'click' | 'credit' | 'review' | 'attribution';
  day: Day;
  id: string;
}

/** Roll-up of clicks by collaboration and day; rebuilt by day, never incremented. */
export interface ClickDayTable {
  workspace_id: string;
  collaboration_id: string;
  day: Day;
  /** Those that count: by people, and what looks automated as far as the policy lets it count. */
  clicks: number;
  visitors: number;
  /** Those that are set apart. */
  automated: number;
  /** What looks automated, by what it looks like, whether it counts or not. */
  crawlers: Defaulted<number>;
  previews: Defaulted<number>;
  prefetches: Defaulted<number>;
  heads: Defaulted<number>;
}

/** Roll-up of credits by model, collaboration and day; rebuilt by day, never incremented. */
export interface CreditDayTable {
  workspace_id: string;
  model: AttributionModel;
  collaboration_id: string;
  day: Day;
  orders: number;
  refunded_orders: number;
  new_customer_orders: number;
  known_customer_orders: number;
  /** Credited net revenue, reporting currency. */
  revenue_minor: number;
  /** The same before refunds. */
  gross_minor: number;
  /** Of `orders`, those credited by coupon and by the link's tag; the others came by clicks. */
  coupon_orders: Defaulted<number>;
  utm_orders: Defaulted<number>;
}

/** What a collaboration's coupon brought by day, whether it counts or not; rebuilt by day, never incremented. */
export interface CouponDayTable {
  workspace_id: string;
  collaboration_id: string;
  day: Day;
  orders: number;
  /** Of them, those that carry no click at all. */
  clickless_orders: number;
  new_customer_orders: number;
  /** Of them, those that an exclusion leaves out, and their credited net revenue in the reporting currency. */
  excluded_orders: number;
  excluded_minor: number;
}

/** The month before which a workspace's months are added up: `credit_month` and `click_month` hold all of those, and none from it on. */
export interface RolledMonthTable {
  workspace_id: string;
  /** Its first day. */
  before_month: Day;
}

/** `credit_day` by month, of months that are long over; rebuilt by month with any of its days. */
export interface CreditMonthTable {
  workspace_id: string;
  model: AttributionModel;
  collaboration_id: string;
  /** Its first day. */
  month: Day;
  orders: number;
  revenue_minor: number;
}

/** `click_day` by month, as `credit_month`. */
export interface ClickMonthTable {
  workspace_id: string;
  collaboration_id: string;
  /** Its first day. */
  month: Day;
  clicks: number;
  automated: number;
}

/** That orders which a coupon brought on some days are left out of ROI and all that is worked out from it; their credits stay. Lifted, never deleted. */
export interface CreditExclusionTable {
  workspace_id: string;
  id: string;
  collaboration_id: string;
  /** Upper case, as it was when it was excluded. */
  coupon: string;
  from_day: Day;
  /** Last day, inclusive; null for open. */
  until_day: Day | null;
  reason: string;
  created_at: Instant;
  created_by: string | null;
  created_by_name: string;
  lifted_at: Instant | null;
  lifted_by: string | null;
  lifted_by_name: string | null;
}

/** A collaboration's card as of a day, with every term. */
export interface ScorecardTable {
  workspace_id: string;
  collaboration_id: string;
  as_of: Day;
  policy_version: number;
  /** The score in tenths of a point; null when there is not enough data. */
  score_tenths: number | null;
  grade: Grade | 'D' | null;
  coverage_basis_points: number;
  card: Json<JsonObject>;
}

/** What a review found for a collaboration as of a day. */
export interface CollaborationReviewTable {
  workspace_id: string;
  collaboration_id: string;
  as_of: Day;
  policy_version: number;
  revenue_minor: number;
  cost_minor: number;
  orders: number;
  too_early: boolean;
  /** Posterior median; null without cost. */
  roi_at_close: number | null;
  interval_low: number | null;
  interval_high: number | null;
  probability_below_1: number | null;
  probability_below_15: number | null;
  probability_at_least_3: number | null;
  light: Light;
  fuse: FuseState;
  verdict: VerdictKind;
  detail: Json<JsonObject>;
}

/** A question asked of a list, kept under a name; the page reads it as it reads an address, so it shows nobody more than they may see. */
export interface SavedViewTable {
  workspace_id: string;
  id: string;
  list: ViewList;
  name: string;
  owner_id: string;
  visibility: ViewVisibility;
  /** The list's address after the question mark. */
  query: string;
  /** Order of the tabs. */
  position: number;
  created_at: Instant;
  updated_at: Instant;
  version: Defaulted<number>;
}

/** The view that a list opens with for a person or a role. */
export interface SavedViewDefaultTable {
  workspace_id: string;
  list: ViewList;
  /** A person's id, or the name of a role. */
  holder: string;
  /** Null: the whole list. */
  view_id: string | null;
}

/** A reviewed period of a collaboration and the fuse's state after it: the evidence of a tripped fuse. */
export interface FuseStepTable {
  workspace_id: string;
  collaboration_id: string;
  period_number: number;
  start_day: Day;
  end_day: Day;
  revenue_minor: number;
  cost_minor: number;
  state_after: FuseState;
  policy_version: number;
}

/** A KOL's standing after the last review, so that the roster sorts and filters without computing. */
export interface KolStandingTable {
  workspace_id: string;
  kol_id: string;
  as_of: Day;
  score_tenths: number | null;
  grade: Grade | 'D' | null;
  revenue_minor: number;
  cost_minor: number;
  roi_hundredths: number | null;
  light: Light;
  /** Marked for the long-term programme. */
  long_term: Defaulted<boolean>;
}

/** What the portal proposes for a collaboration, on which evidence, and what was decided. */
export interface ProposalTable {
  workspace_id: string;
  id: string;
  collaboration_id: string;
  campaign_id: string;
  kind: ProposalKind;
  status: ProposalStatus;
  as_of: Day;
  policy_version: number;
  evidence_hash: string;
  evidence: Json<JsonObject>;
  reasons: Json<JsonObject[]>;
  /** ROI so far as shown, two decimals. */
  roi: string | null;
  interval_low: number;
  interval_high: number;
  probability_below_1: number;
  probability_below_15: number;
  probability_at_least_3: number;
  freed_minor: number;
  new_amount_minor: number | null;
  /** What it is expected to bring without a candidate; null where nothing moves, and of proposals made before this was stored. */
  terms: ColumnType<MoveTerms | null, string | null | undefined, string | null>;
  created_at: Instant;
  decided_at: Instant | null;
  decided_by: string | null;
  decision_reason: string | null;
  replacement_collaboration_id: string | null;
  /** What accepting it released, in the reporting currency; null until then. */
  released_minor: number | null;
}

/** A bench KOL (or two of the tier below) who could take over, ranked. */
export interface ProposalCandidateTable {
  workspace_id: string;
  proposal_id: string;
  rank: number;
  kol_id: string;
  second_kol_id: string | null;
  price_minor: number;
  expected_gain_minor: number;
  probability_better: number;
  interval_low: number;
  interval_high: number;
  reasons: Json<JsonObject[]>;
  /** What the swap is expected to bring; null of proposals made before this was stored. */
  terms: ColumnType<MoveTerms | null, string | null | undefined, string | null>;
}

/** One import of a file as a conversation: its place in the worker's queue, what was chosen for it, how far it is, and what came of it. */
export interface ImportRunTable {
  workspace_id: string;
  id: string;
  kind: string;
  file_name: string;
  format: string;
  status: ImportStatus;
  created_count: number;
  updated_count: number;
  unchanged_count: number;
  rejected_count: number;
  /** Who last asked for something to be done; null for the command line. */
  user_id: Defaulted<string | null>;
  actor_name: string;
  /** What is queued or running, or was last. */
  purpose: Defaulted<ImportPurpose>;
  options: ColumnType<ImportOptions, string | undefined, string>;
  /** The file's headings and what they were taken for, as the last check found them. */
  look: ColumnType<ImportLook | null, string | null | undefined, string | null>;
  /** Whether the uploaded file still lies in the data folder, under this row's id. */
  has_file: Defaulted<boolean>;
  bytes_total: Defaulted<number>;
  bytes_done: Defaulted<number>;
  rows_done: Defaulted<number>;
  started_at: Instant;
  /** When it took its place in the queue; null for imports that never waited. */
  queued_at: Defaulted<Instant | null>;
  /** When the worker took it up. */
  begun_at: Defaulted<Instant | null>;
  /** A sign of life of its worker: 30 s after the last one another takes over. */
  heartbeat_at: Defaulted<Instant | null>;
  /** How often a worker took it up; also tells a worker that lost it to another that it has. */
  attempts: Defaulted<number>;
  cancel_requested: Defaulted<boolean>;
  /** Whether rows were corrected or left out since the last check. */
  unchecked_edits: Defaulted<boolean>;
  problem_code: Defaulted<string | null>;
  problem_message: Defaulted<string | null>;
  finished_at: Instant | null;
  undone_at: Defaulted<Instant | null>;
  undone_by: Defaulted<string | null>;
}

/** A cell that could not be taken, with its place and reason. */
export interface ImportRejectTable {
  workspace_id: string;
  import_id: string;
  number: number;
  line: number;
  column_name: string;
  value: string;
  code: string;
  message: string;
}

/** What an import makes or changes, as people see it: the first 200 created and the first 500 updated things, field by field. */
export interface ImportChangeTable {
  workspace_id: string;
  import_id: string;
  number: number;
  line: number;
  action: ChangeAction;
  subject_kind: ChangeSubject;
  /** Its id; of an order the shop and the order's id, each on a line. */
  subject_id: string;
  label: string;
  before: Json<ShownFields> | null;
  after: Json<ShownFields>;
}

/** A row that an import wrote, as it was before and by a hash as it was left: what undoing it restores and checks. Created orders are found by their import_id instead. */
export interface ImportImageTable {
  workspace_id: string;
  import_id: string;
  table_name: string;
  /** The rest of the row's primary key, as db/queries/import-image.server.ts writes it. */
  key: string;
  /** The whole row; of an order its credits, touches and claims too. Null when the import created it. */
  before: Json<JsonObject> | null;
  left_hash: string;
}

/** The shape of a file whose rows were rejected, so that they can be given back in it. */
export interface ImportRejectFileTable {
  workspace_id: string;
  import_id: string;
  container: 'csv' | 'xlsx';
  delimiter: string;
  /** Every row above the data, as text. */
  header_rows: Json<string[][]>;
  /** How many rows were rejected; the first 10,000 are kept. */
  row_count: number;
}

/** A row that could not be taken, as the file has it but for what names a buyer, with what a person made of it. */
export interface ImportRejectRowTable {
  workspace_id: string;
  import_id: string;
  line: number;
  cells: Json<string[]>;
  edited_cells: Json<string[]> | null;
  is_skipped: Defaulted<boolean>;
}

/** The column mapping last used for files with these headings. */
export interface ImportMappingTable {
  workspace_id: string;
  kind: string;
  /** Hash of the headings. */
  signature: string;
  mapping: Json<Record<string, string>>;
  /** How 03/04/2026 and 1.234 are written in such files, once somebody has said so. */
  date_order: Defaulted<DateOrder | null>;
  number_style: Defaulted<NumberStyle | null>;
  updated_at: Instant;
}

/** Bytes that the library stores, each once in a workspace; the hash names the object in the store. */
export interface AssetFileTable {
  workspace_id: string;
  /** SHA-256 of what is stored: what was uploaded, without the position that a picture carried. */
  hash: Buffer;
  /** By its content, never by its name. */
  media_type: string;
  extension: string;
  bytes: number;
  /** Pixels as shown, after turning. */
  width: number | null;
  height: number | null;
  duration_ms: number | null;
  /** Perceptual hash (dHash, 64 bits as hexadecimal) of pictures. */
  picture_hash: string | null;
  /** Widths in which a small picture of it is stored. */
  thumbnails: Defaulted<number[]>;
  stored_at: Instant;
  /** What became of the place that a recording was taken at. */
  location: Defaulted<LocationState>;
  /** What most of a picture is; null where there is no picture, or from before it was looked at. */
  colour: AssetColour | null;
  /** How far it is described: 0 not yet, 1 without a decoder of its type, 2 wholly. */
  described: Defaulted<FileDescription>;
  /** Of a document, where they could be counted. */
  pages: number | null;
}

/** A file or text in the library. What it was made by and how it did are copies for lists, brought up to date by a worker. */
export interface AssetTable {
  workspace_id: string;
  id: string;
  /** 1, 2, 3... in a workspace. */
  number: number;
  kind: AssetKind;
  status: AssetStatus;
  title: string;
  caption: Defaulted<string>;
  /** The words of a text or script. */
  body: Defaulted<string>;
  tags: Defaulted<string[]>;
  language: Defaulted<AssetLanguage>;
  /** Null for texts that are no file. */
  file_hash: Buffer | null;
  /** As its sender called it; never a path. */
  file_name: string | null;
  orientation: Orientation | null;
  kol_id: string | null;
  collaboration_id: string | null;
  content_id: string | null;
  kol_name: Defaulted<string>;
  campaign_slug: string | null;
  tier: Tier | null;
  platform: string | null;
  verticals: Defaulted<string[]>;
  /** Of its content, or of its collaboration's contents together; null for not reported. */
  views: number | null;
  engagement_basis_points: number | null;
  performance_band: Defaulted<PerformanceBand>;
  /** What searching compares, and its grams (app/domain/asset-search.ts). */
  search_text: string;
  search_grams: string[];
  created_at: Instant;
  created_by_name: string;
  updated_at: Instant;
  /** Counts changes by people: a save states the version it read. */
  version: Defaulted<number>;
  deleted_at: Instant | null;
  deleted_by_name: string | null;
  /** Of its file. */
  colour: AssetColour | null;
}

/** What a KOL granted for an asset. */
export interface AssetRightTable {
  workspace_id: string;
  id: string;
  asset_id: string;
  /** RIGHTS_CHANNELS of the domain. */
  channels: string[];
  /** TERRITORIES of the domain. */
  territories: string[];
  from_day: Day;
  /** Last day, inclusive; null for good. */
  until_day: Day | null;
  is_exclusive: boolean;
  credit_line: Defaulted<string>;
  contract_page: Defaulted<string>;
  created_at: Instant;
  created_by_name: string;
  version: Defaulted<number>;
}

/** The cells of exclusive rights: nothing of an asset is granted exclusively twice at a time, which the database refuses. */
export interface AssetExclusivityTable {
  workspace_id: string;
  right_id: string;
  asset_id: string;
  channel: string;
  territory: string;
  from_day: Day;
  until_day: Day | null;
}

/** That an asset was used again, under which right. Append-only. */
export interface AssetUseTable {
  workspace_id: string;
  id: string;
  asset_id: string;
  right_id: string;
  channel: string;
  territory: string;
  used_on: Day;
  /** An address or words. */
  place: string;
  used_by: string | null;
  used_by_name: string;
  logged_at: Instant;
}

/** A file on its way in. What has arrived lies in the data folder under this id; its length there is the offset. */
export interface AssetUploadTable {
  workspace_id: string;
  id: string;
  user_id: string;
  user_name: string;
  file_name: string;
  bytes: number;
  collaboration_id: string | null;
  status: 'open' | 'done' | 'refused';
  /** What it became, or the asset that has the same bytes. */
  asset_id: string | null;
  refusal: string | null;
  created_at: Instant;
  touched_at: Instant;
}

/** A named set of assets in an order. */
export interface AssetCollectionTable {
  workspace_id: string;
  id: string;
  name: string;
  notes: Defaulted<string>;
  /** A private one is its owner's alone. */
  visibility: CollectionVisibility;
  owner_id: string | null;
  owner_name: string;
  created_at: Instant;
  updated_at: Instant;
  /** Counts changes of its words and its order: a save states the version it read. */
  version: Defaulted<number>;
}

export interface AssetCollectionItemTable {
  workspace_id: string;
  collection_id: string;
  asset_id: string;
  /** 1, 2, 3... in the order they are shown; gaps and ties are allowed, the id then decides. */
  position: number;
  added_at: Instant;
  added_by_name: string;
}

/** A link for people without an account: to one asset, or to one collection as it is when the link is opened. */
export interface AssetShareTable {
  workspace_id: string;
  id: string;
  /** SHA-256 of the link's text, which is shown once. */
  token_hash: Buffer;
  asset_id: string | null;
  collection_id: string | null;
  /** Whom it is for, as its maker put it. */
  recipient: Defaulted<string>;
  allows_download: boolean;
  created_at: Instant;
  created_by: string | null;
  created_by_name: string;
  expires_at: Instant;
  revoked_at: Instant | null;
  revoked_by_name: string | null;
}

/** That a link was opened, or an asset downloaded through it. Append-only; nobody's address is kept. */
export interface AssetShareVisitTable {
  workspace_id: string;
  id: string;
  share_id: string;
  kind: ShareVisitKind;
  asset_id: string | null;
  at: Instant;
}

/** A try of a link that opens nothing. */
export interface AssetShareMissTable {
  id: string;
  /** Keyed hash of the network address. */
  address_hash: Buffer;
  missed_at: Instant;
}

/** Limits of a workspace's library, where they were changed. */
export interface AssetSettingTable {
  workspace_id: string;
  max_file_bytes: number;
  quota_bytes: number;
  updated_at: Instant;
  updated_by_name: string;
}

/** An edit in a table: a cell, a choice of rows, a pasted block, a deletion. It can be taken back for ten minutes; the row stays as history. */
export interface EditRunTable {
  workspace_id: string;
  id: string;
  kind: EditKind;
  subject_kind: EditSubject;
  /** The one thing that was changed, empty for several. */
  label: string;
  changed_count: number;
  /** What was asked for and could not be done, with the reason of each. */
  skipped: Json<SkippedRow[]>;
  made_at: Instant;
  made_by: string | null;
  made_by_name: string;
  undone_at: Instant | null;
  undone_by_name: string | null;
}

/** What a row was before an edit, whole, beside a hash of how it was left. Forgotten a day after the edit. */
export interface EditImageTable {
  workspace_id: string;
  run_id: string;
  table_name: string;
  key: string;
  before: Json<JsonObject>;
  left_hash: string;
}

/** A thing in the recycle bin; it has left its own table. Removed for good after 30 days. */
export interface BinItemTable {
  workspace_id: string;
  id: string;
  kind: EditSubject;
  subject_id: string;
  label: string;
  /** What else tells it apart: an account, a campaign. */
  detail: Defaulted<string>;
  run_id: string;
  deleted_at: Instant;
  deleted_by: string | null;
  deleted_by_name: string;
}

/** A whole row of a thing in the bin. */
export interface BinRowTable {
  workspace_id: string;
  item_id: string;
  table_name: string;
  number: number;
  image: Json<JsonObject>;
}

/** Something that people are told without having looked. It holds until it is over; found again it is the same by its key. */
export interface NoticeTable {
  workspace_id: string;
  id: string;
  kind: NoticeKind;
  key: string;
  /** The seats that it waits for; null where it waits for none. */
  seats: Seat[] | null;
  facts: Json<NoticeFacts>;
  /** When it came about, as far as that is known. */
  happened_at: Instant;
  /** When the portal first saw it. */
  noted_at: Instant;
  /** Since when it does not hold any more. */
  over_at: Instant | null;
}

/** That a person has read a notice. */
export interface NoticeReceiptTable {
  workspace_id: string;
  user_id: string;
  notice_id: string;
  read_at: Instant;
}

/** What a person wants to hear of; there once they said so, or read everything. */
export interface NoticePreferenceTable {
  workspace_id: string;
  user_id: string;
  muted_kinds: Defaulted<NoticeKind[]>;
  /** Everything noted until then is read. */
  read_until: Instant | null;
  updated_at: Instant;
}

/** A way by which notices leave the portal: a group's robot, a webhook, a mailbox, or a person's own mail. */
export interface NoticeChannelTable {
  workspace_id: string;
  id: string;
  kind: ChannelKind;
  /** A person's own mail; its address is theirs, whatever it is when something is sent. Null for a channel of the workspace. */
  user_id: string | null;
  name: string;
  /** Sealed with the portal's key, because a robot's address is a key by itself; null for a person's own mail. */
  address_sealed: string | null;
  /** What may be shown of it. */
  address_hint: string;
  /** Signs messages; sealed. */
  secret_sealed: string | null;
  language: 'zh-CN' | 'en';
  muted_kinds: Defaulted<NoticeKind[]>;
  /** Whether its texts hold amounts: who reads along is known to whoever made it. Of a person's own mail their role decides. */
  shows_costs: Defaulted<boolean>;
  pace: ChannelPace;
  /** Minutes after midnight by the workspace's clock; null for no quiet hours. */
  quiet_from: number | null;
  quiet_until: number | null;
  is_on: Defaulted<boolean>;
  /** Since when nothing is sent until somebody puts it right, and why. */
  paused_at: Instant | null;
  pause_problem: SendProblem | null;
  /** The other side asked for silence until then. */
  silent_until: Instant | null;
  /** Tries in a row that failed. */
  failures: Defaulted<number>;
  created_at: Instant;
  created_by_name: string;
  updated_at: Instant;
  version: Defaulted<number>;
}

/** What goes out at once: one notice or a digest of several. Its id is the same however often it is tried. */
export interface NoticeMessageTable {
  workspace_id: string;
  id: string;
  channel_id: string;
  /** Sent by hand to see whether the channel works. */
  is_test: Defaulted<boolean>;
  notices: number;
  state: MessageState;
  tries: Defaulted<number>;
  /** Nobody tries it before. */
  next_try_at: Instant;
  tried_at: Instant | null;
  sent_at: Instant | null;
  last_problem: SendProblem | null;
  created_at: Instant;
}

/** That a notice leaves by a channel: once, by its key. */
export interface NoticeDeliveryTable {
  workspace_id: string;
  channel_id: string;
  notice_id: string;
  /** Pace and quiet hours keep it back until then. */
  release_at: Instant;
  /** The message that it went into; null while it waits for one. */
  message_id: string | null;
  /** It was over, or too old to be news, before it could go out. */
  withdrawn_at: Instant | null;
}

/** The server that a workspace's mail leaves by. */
export interface MailServerTable {
  workspace_id: string;
  host: string;
  port: number;
  security: MailSecurity;
  /** Empty for a server that asks for none. */
  user_name: Defaulted<string>;
  password_sealed: string | null;
  sender_address: string;
  sender_name: Defaulted<string>;
  updated_at: Instant;
  updated_by_name: string;
}

/**
 * Every table that is written. What the database works out of these by itself stands in the schema `derived` and is not among them: `kol_facet`, the words by which
 * the roster's facets are counted (migration 0033).
 */
export interface Database {
  workspace: WorkspaceTable;
  app_user: AppUserTable;
  membership: MembershipTable;
  session: SessionTable;
  sign_in_attempt: SignInAttemptTable;
  api_token: ApiTokenTable;
  idempotency_key: IdempotencyKeyTable;
  policy_version: PolicyVersionTable;
  policy_draft: PolicyDraftTable;
  exchange_rate: ExchangeRateTable;
  audit_event: AuditEventTable;
  kol: KolTable;
  kol_account: KolAccountTable;
  kol_search: KolSearchTable;
  kol_pair: KolPairTable;
  campaign: CampaignTable;
  campaign_tier: CampaignTierTable;
  matrix_place: MatrixPlaceTable;
  matrix_lock: MatrixLockTable;
  matrix_snapshot: MatrixSnapshotTable;
  target_actual: TargetActualTable;
  collaboration: CollaborationTable;
  tracking_code: TrackingCodeTable;
  brief_template: BriefTemplateTable;
  brief_version: BriefVersionTable;
  script: ScriptTable;
  script_version: ScriptVersionTable;
  script_event: ScriptEventTable;
  collaboration_event: CollaborationEventTable;
  cost_item: CostItemTable;
  payment: PaymentTable;
  ledger_entry: LedgerEntryTable;
  ledger_posting: LedgerPostingTable;
  variance_note: VarianceNoteTable;
  budget_revision: BudgetRevisionTable;
  spending_cut: SpendingCutTable;
  dispute: DisputeTable;
  dispute_comment: DisputeCommentTable;
  period_close: PeriodCloseTable;
  invoice: InvoiceTable;
  collaboration_contract: CollaborationContractTable;
  sign_off_request: SignOffRequestTable;
  sign_off_vote: SignOffVoteTable;
  fuse_reset: FuseResetTable;
  content: ContentTable;
  content_metric: ContentMetricTable;
  content_correction: ContentCorrectionTable;
  content_capture: ContentCaptureTable;
  content_source: ContentSourceTable;
  click: ClickTable;
  shop: ShopTable;
  shop_order: ShopOrderTable;
  order_refund: OrderRefundTable;
  order_touch: OrderTouchTable;
  order_credit: OrderCreditTable;
  order_claim: OrderClaimTable;
  webhook_delivery: WebhookDeliveryTable;
  dirty_day: DirtyDayTable;
  click_day: ClickDayTable;
  credit_day: CreditDayTable;
  coupon_day: CouponDayTable;
  rolled_month: RolledMonthTable;
  credit_month: CreditMonthTable;
  click_month: ClickMonthTable;
  credit_exclusion: CreditExclusionTable;
  scorecard: ScorecardTable;
  collaboration_review: CollaborationReviewTable;
  fuse_step: FuseStepTable;
  kol_standing: KolStandingTable;
  proposal: ProposalTable;
  proposal_candidate: ProposalCandidateTable;
  import_run: ImportRunTable;
  import_reject: ImportRejectTable;
  import_change: ImportChangeTable;
  import_image: ImportImageTable;
  import_reject_file: ImportRejectFileTable;
  import_reject_row: ImportRejectRowTable;
  import_mapping: ImportMappingTable;
  saved_view: SavedViewTable;
  saved_view_default: SavedViewDefaultTable;
  edit_run: EditRunTable;
  edit_image: EditImageTable;
  bin_item: BinItemTable;
  bin_row: BinRowTable;
  asset_file: AssetFileTable;
  asset: AssetTable;
  asset_right: AssetRightTable;
  asset_exclusivity: AssetExclusivityTable;
  asset_use: AssetUseTable;
  asset_upload: AssetUploadTable;
  asset_setting: AssetSettingTable;
  notice: NoticeTable;
  notice_receipt: NoticeReceiptTable;
  notice_preference: NoticePreferenceTable;
  notice_channel: NoticeChannelTable;
  notice_message: NoticeMessageTable;
  notice_delivery: NoticeDeliveryTable;
  mail_server: MailServerTable;
  asset_collection: AssetCollectionTable;
  asset_collection_item: AssetCollectionItemTable;
  asset_share: AssetShareTable;
  asset_share_visit: AssetShareVisitTable;
  asset_share_miss: AssetShareMissTable;
}
