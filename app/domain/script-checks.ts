import type { AdMarket } from './ad-mark.ts';
import { adMarketOf, findAdMark, isEarlyMark } from './ad-mark.ts';
import type { Brief } from './brief.ts';
import type { Platform } from './kol.ts';
import type { TextPlace } from './script-phrases.ts';
import { findPhrases } from './script-phrases.ts';
import { scriptWords } from './script-words.ts';

export interface PhraseFinding {
  readonly phrase: string;
  /** Where the script says it; nowhere when empty. */
  readonly places: readonly TextPlace[];
}

export interface AdMarkFinding {
  readonly market: AdMarket;
  /** `not-needed` for what is no review or experience post with a purchase link. */
  readonly status: 'not-needed' | 'present' | 'missing';
  readonly place: TextPlace | null;
  /** Whether the mark is seen at once; null without one. */
  readonly isEarly: boolean | null;
}

export interface LengthFinding {
  /** Characters without blanks. */
  readonly characters: number;
  /** How long it takes to say. */
  readonly seconds: number;
  readonly verdict: 'fine' | 'short' | 'long';
}

/** What a machine can tell of a script against its brief. Only a missing mark stops an approval; the rest is shown to whoever approves. */
export interface ScriptChecks {
  readonly mustSay: readonly PhraseFinding[];
  readonly mustNotSay: readonly PhraseFinding[];
  readonly adMark: AdMarkFinding;
  readonly length: LengthFinding;
}

/** What of a brief a script is checked against. */
export type CheckedBrief = Pick<Brief, 'mustSay' | 'mustNotSay' | 'isReview' | 'minimumLength' | 'maximumLength'>;

export function checkScript(text: string, brief: CheckedBrief, platform: Platform): ScriptChecks {
  return {
    mustSay: findPhrases(text, brief.mustSay), mustNotSay: findPhrases(text, brief.mustNotSay),
    adMark: checkAdMark(text, brief.isReview, platform), length: checkLength(text, brief),
  };
}

/** The blocking check of legal approval (product.md section 4). */
export function checkAdMark(text: string, isReview: boolean, platform: Platform): AdMarkFinding {
  const market = adMarketOf(platform);
  const place = findAdMark(text, market);
  return { market, status: place ? 'present' : isReview ? 'missing' : 'not-needed', place, isEarly: place && isEarlyMark(place) };
}

/** Signs that are said in a second: about four Chinese characters, or two and a half words. */
const CHARACTERS_A_SECOND = 4;
const WORDS_A_SECOND = 2.5;

function checkLength(text: string, { minimumLength, maximumLength }: CheckedBrief): LengthFinding {
  const characters = [...text.replaceAll(/\s/g, '')].length;
  const seconds = scriptWords(text).reduce((sum, word) => sum + (word.weight === 1 ? 1 / CHARACTERS_A_SECOND : 1 / WORDS_A_SECOND), 0);
  const verdict = minimumLength !== null && characters < minimumLength ? 'short' : maximumLength !== null && characters > maximumLength ? 'long' : 'fine';
  return { characters, seconds: Math.round(seconds), verdict };
}

/** What whoever took a step was shown, as it is kept with the step. */
export interface ScriptFindings {
  /** Claims of the brief that the script does not say, and forbidden ones that it says. */
  readonly missing: readonly string[];
  readonly forbidden: readonly string[];
  readonly adMark: AdMarkFinding['status'];
  /** The scripts of the campaign that it is nearest to, from the policy's threshold on. */
  readonly nearCopies: readonly { readonly collaborationId: string; readonly similarity: number }[];
}

export function findingsOf({ mustSay, mustNotSay, adMark }: ScriptChecks, nearCopies: ScriptFindings['nearCopies']): ScriptFindings {
  return {
    missing: mustSay.filter(({ places }) => places.length === 0).map(({ phrase }) => phrase),
    forbidden: mustNotSay.filter(({ places }) => places.length > 0).map(({ phrase }) => phrase), adMark: adMark.status, nearCopies,
  };
}
