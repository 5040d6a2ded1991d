import type { Kysely } from 'kysely';
import { listCampaignChoices } from '#db/queries/campaign-pages.server.ts';
import { findAssetPage } from '#db/queries/asset-list.server.ts';
import type { FoundAsset, SearchFindings } from '#db/queries/search.server.ts';
import { findAssetByNumber, findCollaborations, findOrdersByNumber, findPaymentsByNumber } from '#db/queries/search.server.ts';
import { findKolsByWords } from '#db/queries/kol-search.server.ts';
import type { Database } from '#db/schema.ts';
import type { KolWords } from '#app/domain/kol-search.ts';
import { foldedName, holdsAll, kolQuestion, kolWords } from '#app/domain/kol-search.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import { readTrackingCode } from '#app/domain/tracking-code.ts';
import { readingsOf } from '#app/lib/pinyin.server.ts';

type Campaign = Awaited<ReturnType<typeof listCampaignChoices>>[number];

export interface PortalQuestion {
  readonly workspaceId: string;
  /** As it was typed; letters beyond a hundred are not looked at. */
  readonly typed: string;
  /** The most of each kind. */
  readonly limit: number;
  readonly today: CalendarDay;
  readonly seesCosts: boolean;
}

const NOTHING: SearchFindings = { kols: [], campaigns: [], collaborations: [], orders: [], assets: [], payments: [] };
const MOST_TYPED = 100;
/** A code or a number is not told by fewer letters. */
const LEAST_OF_NUMBER = 3;

/** Everything of a workspace that answers to what was typed: names, pinyin, initials, codes, coupons, numbers, words of the library. */
export async function searchPortal(db: Kysely<Database>, { workspaceId, typed, limit, today, seesCosts }: PortalQuestion): Promise<SearchFindings> {
  const asked = typed.trim().slice(0, MOST_TYPED);
  const question = kolQuestion(asked);
  if (question === null) return NOTHING;
  const number = numberIn(asked);
  const every = (await listCampaignChoices(db, workspaceId)).map((campaign) => ({ campaign, words: wordsOf(campaign) }));
  const words = [...new Set(foldedName(asked).split(' '))].flatMap((word) => {
    const condition = kolQuestion(word)?.contains;
    return condition ? [{ ofKol: condition, campaignIds: every.filter((each) => holdsAll(each.words, condition)).map((each) => each.campaign.id) }] : [];
  });
  const [kols, collaborations, orders, assets, payments] = await Promise.all([
    findKolsByWords(db, workspaceId, question, limit),
    findCollaborations(db, workspaceId, { ...codeIn(asked), words }, limit),
    findOrdersByNumber(db, workspaceId, { spellings: number === null ? [] : [number, `#${number}`], isBeginning: (number?.length ?? 0) >= LEAST_OF_NUMBER }, limit),
    findAssets(db, workspaceId, { asked, limit, today }),
    seesCosts && number !== null && number.length >= LEAST_OF_NUMBER ? findPaymentsByNumber(db, workspaceId, asked, limit) : [],
  ]);
  const campaigns = every.filter((each) => holdsAll(each.words, question.contains)).slice(0, limit)
    .map(({ campaign: { slug, name, status, startsOn, endsOn } }) => ({ slug, name, status, startsOn, endsOn }));
  return { kols, campaigns, collaborations, orders, assets, payments };
}

/** What may be the id of an order or the number of a payment: no blanks in it, and no Chinese; a sign for "number" before it is left out. */
function numberIn(asked: string): string | null {
  const number = asked.replace(/^#\s*/, '');
  return /^[\w.:/-]{1,100}$/.test(number) ? number : null;
}

function codeIn(asked: string): { code: string | null; beginning: { code: string; coupon: string } | null } {
  const reading = readTrackingCode(asked);
  const coupon = asked.normalize('NFKC').toUpperCase();
  const beginning = /^[\w-]+$/.test(coupon) && coupon.length >= LEAST_OF_NUMBER ? { code: coupon.replaceAll('-', '').replaceAll('O', '0').replace(/[IL]/g, '1'), coupon } : null;
  return { code: reading.status === 'ok' ? reading.code : null, beginning };
}

async function findAssets(db: Kysely<Database>, workspaceId: string, { asked, limit, today }: { asked: string; limit: number; today: CalendarDay }): Promise<FoundAsset[]> {
  const number = /^(?:a-|#)?(\d{1,9})$/i.exec(asked)?.[1];
  const [numbered, worded] = await Promise.all([
    number === undefined ? [] : findAssetByNumber(db, workspaceId, Number(number)),
    findAssetPage(db, workspaceId, { search: asked, filters: {}, usable: null, isDeleted: false, today }, { sort: 'created', page: null, limit, counted: 1_000 }),
  ]);
  const listed = worded.rows.map(({ id, number: own, title, kind }) => ({ id, number: own, title, kind }));
  return [...numbered, ...listed.filter(({ id }) => numbered.every((one) => one.id !== id))].slice(0, limit);
}

const MOST_KEPT = 2_000;
const kept = new Map<string, KolWords>();

/** Words of a campaign's name and slug, kept by them: a workspace has hundreds at most, and reading pinyin takes longest. */
function wordsOf({ name, slug }: Campaign): KolWords {
  const key = `${slug}\n${name}`;
  let words = kept.get(key);
  if (!words) {
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(key, (words = kolWords([name, slug], [readingsOf(name)])));
  }
  return words;
}
