import * as z from 'zod';

/** What an asset is (product.md section 11). */
export const ASSET_KINDS = ['video', 'image', 'audio', 'text', 'script', 'document'] as const;
export type AssetKind = (typeof ASSET_KINDS)[number];
export const assetKindSchema = z.enum(ASSET_KINDS);

/** Kinds that may be words without a file. */
export const WRITTEN_KINDS = ['text', 'script'] as const satisfies readonly AssetKind[];

export const ASSET_STATUSES = ['active', 'deleted'] as const;
export type AssetStatus = (typeof ASSET_STATUSES)[number];

/** What can be done to an asset; each names the states it starts from. Only `delete` and `restore` lead elsewhere. */
export const ASSET_STEPS = {
  edit: { from: ['active'], to: 'active' },
  reuse: { from: ['active'], to: 'active' },
  delete: { from: ['active'], to: 'deleted' },
  restore: { from: ['deleted'], to: 'active' },
} as const satisfies Record<string, { from: readonly AssetStatus[]; to: AssetStatus }>;
export type AssetStep = keyof typeof ASSET_STEPS;

/** Whether a step may be taken from a state: the one answer for services and disabled buttons. */
export function assetCan(status: AssetStatus, step: AssetStep): boolean {
  return (ASSET_STEPS[step].from as readonly AssetStatus[]).includes(status);
}

/** How long a deleted asset lies in the recycle bin. */
export const RECYCLE_DAYS = 30;

export const ORIENTATIONS = ['landscape', 'portrait', 'square'] as const;
export type Orientation = (typeof ORIENTATIONS)[number];

/** By pixels; within 5 % of equal sides is square. Null where there are none. */
export function orientationOf(width: number | null, height: number | null): Orientation | null {
  if (width === null || height === null || width <= 0 || height <= 0) return null;
  if (Math.abs(width - height) * 20 <= Math.max(width, height)) return 'square';
  return width > height ? 'landscape' : 'portrait';
}

/** "9:16" for 1080 x 1920; sides that have no small ratio are given to two decimals: "1.91:1". */
export function aspectRatio(width: number, height: number): string {
  const divisor = greatestDivisor(width, height);
  const [w, h] = [width / divisor, height / divisor];
  if (w <= 32 && h <= 32) return `${w}:${h}`;
  return width >= height ? `${(width / height).toFixed(2)}:1` : `1:${(height / width).toFixed(2)}`;
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}

/**
 * How an asset's content did among the posts of its platform: the best quarter by views is `high`, the lowest `low`. `none` where it has no
 * content or no views were reported: that is no low figure.
 */
export const PERFORMANCE_BANDS = ['high', 'middle', 'low', 'none'] as const;
export type PerformanceBand = (typeof PERFORMANCE_BANDS)[number];

export const ASSET_LANGUAGES = ['zh', 'en', 'ja', 'ko', 'other', 'none'] as const;
export type AssetLanguage = (typeof ASSET_LANGUAGES)[number];
export const assetLanguageSchema = z.enum(ASSET_LANGUAGES);

/** What became of the place that a recording was taken at: it held none, it was overwritten, or its parts were not looked through to the end. */
export const LOCATION_STATES = ['none', 'removed', 'unchecked'] as const;
export type LocationState = (typeof LOCATION_STATES)[number];

/**
 * How far a stored file is described: 0 not, as it was stored before such facts were kept; 1 as far as it goes without a decoder of its type;
 * 2 wholly, or as far as its bytes allow.
 */
export const FILE_DESCRIPTIONS = [0, 1, 2] as const;
export type FileDescription = (typeof FILE_DESCRIPTIONS)[number];

const MAX_TAGS = 30;

/** Tags as people type them, "夏日, Serum，夏日": separated by commas of either script or line breaks, each once, at most 30. */
export function readTags(text: string): string[] {
  const tags = text.split(/[,，、;；\n]/).map((tag) => tag.normalize('NFKC').trim().replace(/\s+/g, ' ').slice(0, 40)).filter((tag) => tag !== '');
  const seen = new Map(tags.map((tag) => [tag.toLowerCase(), tag]));
  return [...seen.values()].slice(0, MAX_TAGS);
}

/** A file's name as a title: without folders, control characters and its extension. */
export function titleOfFileName(fileName: string): string {
  const base = fileName.replace(/^.*[/\\]/s, '');
  // A control or format character in a name is a mistake or a disguise ("gpj.exe" written backwards).
  const clean = base.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '').trim();
  return clean.replace(/(?<=.)\.[A-Za-z0-9]{1,5}$/, '').trim().slice(0, 200);
}

/** Bits in which two 64-bit perceptual hashes (16 hexadecimal digits) differ. */
export function hashDistance(a: string, b: string): number {
  let bits = 0;
  for (let left = BigInt(`0x${a}`) ^ BigInt(`0x${b}`); left > 0n; left &= left - 1n) bits += 1;
  return bits;
}

/** Images that differ in no more bits than this are pointed out as near-identical. */
export const NEAR_IDENTICAL_BITS = 6;

/** Limits of a workspace's library: an own setting where one was saved, else these: 2 GB a file, 200 GB in all (of 1,073,741,824 bytes, as files are shown). */
export const DEFAULT_ASSET_LIMITS = { maxFileBytes: 2_147_483_648, quotaBytes: 214_748_364_800 } as const;

/** The largest an administrator may allow: what one file on disk and a bigint-safe sum can hold without a second thought. */
export const LARGEST_FILE_BYTES = 21_474_836_480;
