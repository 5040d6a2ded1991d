import type { roster as source } from '../en/roster.ts';
import type { Translation } from '../translation.ts';

export const roster = {
  title: '达人',
} satisfies Translation<typeof source>;
