import type { Translation } from '../translation.ts';
import type { collections as source } from '../en/collections.ts';

export const collections: Translation<typeof source> = {
  title: '合集',
  crumb: '素材',
  text: '把素材归成一组：为一次上新、一个商品页、一家代理。同一素材可以在多个合集里。',
  emptyTitle: '还没有合集',
  emptyText: '在素材库中选择素材归到一起，或先在这里建一个空合集。',
  new: '新建合集',
  name: '名称',
  notes: '备注',
  notesHint: '用途说明。收到链接的人也会看到。',
  visibility: '谁可以看',
  visibilities: { team: '团队', private: '仅自己' },
  private: '仅{{name}}',
  create: '新建',
  cancel: '取消',
  missing: '必填',
  assets_other: '{{count}} 个素材',
  by: '由 {{name}}',
  changed: '更新于',
  library: '前往素材库',
  one: {
    edit: '编辑', editTitle: '编辑合集', save: '保存', delete: '删除', deleteTitle: '删除这个合集？', deleteText: '其中的素材仍在素材库；指向它的链接将失效。', deleteNow: '删除合集',
    stale: '此合集刚被他人修改。您填写的内容仍在，再次保存即以您的为准。', notOwner: '只有所有者可以决定谁能看到它。',
    emptyTitle: '合集是空的', emptyText: '在素材库中选择素材，加入这个合集。', order: '顺序', up: '上移 {{title}}', down: '下移 {{title}}', first: '将 {{title}} 移到最前',
    remove: '移出', removeThis: '移出 {{title}}', share: '分享',
    uses: '使用记录', noUses: '这些素材还没有被复用过。', asset: '素材', place: '用在哪里', on: '日期', who: '登记人',
  },
  rights: {
    title: '能不能用？', ask: '查询', channel: '渠道', territory: '地区', on: '日期',
    all_other: '全部 {{count}} 个素材均可在 {{day}} 用于{{channel}}（{{territory}}）。',
    some: '{{total}} 个素材中有 {{refused}} 个不能在 {{day}} 用于{{channel}}（{{territory}}）：', bring: '需展示的署名', clause: '原因',
  },
  add: {
    title: '所在合集', none: '还不在任何合集中。', choose: '加入', add: '加入', new: '新合集', newName: '新合集名称', chosen_other: '已选 {{count}} 个',
    select: '选择', selectThis: '选择 {{title}}', selectPage: '选择本页全部', clear: '取消选择', full: '一个合集最多 {{most}} 个素材。', gone: '这个合集已不存在。', nothing: '请至少选择一个素材。',
  },
  share: {
    title: '分享链接', crumb: '分享链接', text: '给没有账号的人。对方可看到标题、画面、署名和可用范围；不会看到费用、联系方式和数据。', make: '生成链接', for: '给谁',
    forHint: '仅供您自己识别，对方看不到。', days: '有效天数', daysHint: '1 到 90 天。', daysWrong: '请输入 1 到 90 的整数。', allow: '允许下载', allowHint: '只限当天授权允许的素材；每次下载都会记录。', create: '生成链接',
    made: '链接已生成', madeText: '请立即复制：它只显示这一次，之后无法再读取。', ends: '到期', opened: '打开', downloaded: '下载', last: '最近打开', never: '尚未', of: '内容', by: '生成人', state: '状态',
    states: { live: '有效', expired: '已到期', revoked: '已收回' }, revoke: '收回', revokeThis: '收回给 {{name}} 的链接', none: '还没有链接。', all: '全部链接', download: '可下载', view: '仅查看', nobody: '未注明', revokedBy: '由 {{name}}',
  },
  shared: {
    from: '{{name}} 分享', until: '此链接有效至 {{day}}。', one: '分享的素材', closedTitle: '此链接打不开任何内容', closedText: '它可能已到期、被收回，或没有完整送达。请向发送人索取新链接。',
    busyTitle: '尝试次数过多', busyText: '请 {{minutes}} 分钟后再来。', withheld: '不展示', mayBeUsed: '可用范围', where: '{{channels}} · {{territories}}', untilDay: '至 {{day}}', forGood: '永久', credit: '请一并展示：{{line}}',
    download: '下载', size: '尺寸', all_other: '打包下载全部 {{count}} 个文件（{{size}}）', allLess_other: '{{count}} 个素材目前不可使用，未包含在内；压缩包内附说明。', empty: '这里暂时没有内容。', pixels: '{{width}} × {{height}}', count_other: '{{count}} 个素材', text: '文案', refused: '此链接不允许下载该素材，或其授权已到期。',
  },
};
