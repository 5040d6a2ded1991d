import type { FileFormat } from './file-format.ts';

/** The creator sheet of 星图 as collectors write it (metrics-and-formats.md section 5e): a roster of Douyin accounts with their quotes. */
export const XINGTU_CREATORS: FileFormat = {
  id: 'xingtu-creators',
  kind: 'roster',
  origin: 'xingtu',
  signature: ['达人昵称', '星图ID', '粉丝数'],
  columns: { name: ['达人昵称'], handle: ['星图ID'], followers: ['粉丝数'], profile_url: ['达人主页链接'], verticals: ['达人类型'], country: ['地区'], engagement_rate: ['互动率'] },
  defaults: { platform: 'douyin', zone: 'Asia/Shanghai', currency: 'CNY' },
};
