import type { roi as source } from '../en/roi.ts';
import type { Translation } from '../translation.ts';

export const roi = {
  title: '投产',
} satisfies Translation<typeof source>;
