import type { campaign as source } from '../en/campaign.ts';
import type { Translation } from '../translation.ts';

export const campaign = {
  title: '矩阵',
} satisfies Translation<typeof source>;
