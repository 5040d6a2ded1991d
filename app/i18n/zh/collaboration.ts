import type { collaboration as source } from '../en/collaboration.ts';
import type { Translation } from '../translation.ts';

export const collaboration = {
  title: '合作',
} satisfies Translation<typeof source>;
