import type { settings as source } from '../en/settings.ts';
import type { Translation } from '../translation.ts';

export const settings = {
  title: '设置',
} satisfies Translation<typeof source>;
