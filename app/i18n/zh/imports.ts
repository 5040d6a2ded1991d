import type { imports as source } from '../en/imports.ts';
import type { Translation } from '../translation.ts';

export const imports = {
  title: '导入',
} satisfies Translation<typeof source>;
