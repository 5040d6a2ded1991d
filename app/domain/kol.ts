import * as z from 'zod';

/** The matrix row a KOL belongs to. A decision, unlike the grade (product.md section 3). Ordered from the top row down. */
export const TIERS = ['top', 'mid', 'emerging'] as const;
export type Tier = (typeof TIERS)[number];
export const tierSchema = z.enum(TIERS);

/** The tier one row further down, from which two KOLs may stand in for one; null below the last. */
export function tierBelow(tier: Tier): Tier | null {
  return TIERS[TIERS.indexOf(tier) + 1] ?? null;
}

/** `archived` KOLs keep their history and are left out of lists, choices and the bench until they are asked for. */
export const KOL_STATUSES = ['active', 'bench', 'blocked', 'archived'] as const;
export type KolStatus = (typeof KOL_STATUSES)[number];
export const kolStatusSchema = z.enum(KOL_STATUSES);

export const PLATFORMS = ['douyin', 'xiaohongshu', 'bilibili', 'weibo', 'kuaishou', 'wechat', 'taobao', 'youtube', 'tiktok', 'instagram', 'other'] as const;
export type Platform = (typeof PLATFORMS)[number];
export const platformSchema = z.enum(PLATFORMS);

export const GRADES = ['S', 'A', 'B', 'C'] as const;
export type Grade = (typeof GRADES)[number];

/** Follower band of an account (product.md section 2): S above 5,000,000; A from 1,000,000; B from 100,000; C below. */
export function gradeOf(followers: number): Grade {
  if (followers > 5_000_000) return 'S';
  if (followers >= 1_000_000) return 'A';
  if (followers >= 100_000) return 'B';
  return 'C';
}
