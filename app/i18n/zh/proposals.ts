import type { proposals as source } from '../en/proposals.ts';
import type { Translation } from '../translation.ts';

export const proposals = {
  title: '汰换',
} satisfies Translation<typeof source>;
