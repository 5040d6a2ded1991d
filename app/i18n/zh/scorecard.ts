import type { scorecard as source } from '../en/scorecard.ts';
import type { Translation } from '../translation.ts';

export const scorecard = {
  title: '评分',
} satisfies Translation<typeof source>;
