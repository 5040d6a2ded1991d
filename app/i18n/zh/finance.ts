import type { finance as source } from '../en/finance.ts';
import type { Translation } from '../translation.ts';

export const finance = {
  title: '财务',
} satisfies Translation<typeof source>;
