import type { roster as source } from '../en/roster.ts';
import type { Translation } from '../translation.ts';

export const roster = {
  title: '达人',
  search: '名称、账号或拼音',
  add: '新增达人',
  importFile: '导入',
  emptyTitle: '还没有达人',
  emptyText: '从文件导入达人名单，或手动添加第一位达人。',
  column: {
    name: '名称', tier: '层级', status: '状态', account: '主账号', followers: '粉丝数', band: '等级', verticals: '垂类', score: '评分', roi: '当前 ROI', spend: '花费',
    light: '红黄绿灯', price: '报价', longTerm: '品牌挚友', updated: '更新时间', notes: '备注',
  },
  longTermMark: '品牌挚友',
  totals: { match_other: '{{formatted}} 位', median: '中位 {{score}}', medianScore: '全部匹配达人的评分中位数' },
  filter: { tier: '层级', status: '状态', platform: '平台', light: '红黄绿灯', vertical: '垂类' },
  duplicates: {
    title: '疑似重复的达人', banner_other: '{{count}} 对达人疑似重复', bannerMore: '超过 {{count}} 对达人疑似重复', review: '去核对',
    count_other: '待核对 {{count}} 对', atLeast: '待核对超过 {{count}} 对',
    text: '合并后保留一份档案：另一份的账号并入其中，缺失的信息由另一份补齐，另一份移入回收站。已有合作或资金记录的档案不会被合并。',
    because: '{{reasons}}相同', alike: { name: '名称', handle: '账号名', contact: '联系方式' }, pair: '{{first}}与{{second}}', what: '对比项', added: '添加时间', merge: '合并',
    keep: '保留这一份', keepNamed: '合并并保留{{name}}', notTheSame: '不是同一人', otherStays: '{{name}}无法并入：{{reasons}}',
    done: { merged: '已合并，另一份档案在回收站。', kept: '已记住：这是两个人。' }, bin: '回收站', first: '从头开始',
    problem: { 'not-found': '其中一份档案已不存在。', stale: '其中一份刚被他人修改，请核对后重试。', 'in-use': '另一份档案已有记录，需保留：' },
    emptyTitle: '没有疑似重复的达人', emptyText: '名称、账号名和联系方式有变动时会自动比对。',
  },
  profile: {
    accounts: '账号', platform: '平台', handle: '账号名', followers: '粉丝数', grade: '等级', engagement: '互动率', noAccounts: '还没有登记账号。',
    facts: '档案', verticals: '垂类', price: '报价', audience: '受众', female: '女性 {{percent}}', young: '18-24 岁 {{percent}}', cityTier: '城市级别',
    available: '档期', availableNow: '随时可合作', availableFrom: '{{day}} 起', exclusive: '排他合作', notExclusive: '无', contact: '联系方式', notes: '备注', none: '未填写',
    standing: '当前表现', standingNone: '还没有复盘过这位达人。', asOf: '复盘日期', score: '评分', light: '红黄绿灯', revenue: '净销售额', cost: '费用', roi: '当前 ROI',
    collaborations: '合作项目', noCollaborations: '还没有合作项目。', campaign: '活动', state: '状态', flight: '投放期', roiAtClose: '预计最终 ROI',
    statement: '查看对账单', history: '变更记录', noHistory: '没有变更记录。', who: '操作人', when: '时间', what: '操作', change: '变更内容', reason: '原因',
    status: '变更状态', newStatus: '新状态', statusReason: '原因', statusReasonHint: '拉黑时必填，会保留在变更记录中。', statusSave: '变更状态',
    statusStale: '期间有人修改了这位达人，请查看后重试。', statusReasonMissing: '拉黑时请填写原因。', edited: '已保存',
    action: { create: '新增', change: '修改', undo: '撤销', delete: '删除', restore: '恢复', other: '其他' },
  },
  form: {
    newTitle: '新增达人', editTitle: '编辑达人', basics: '基本信息', name: '名称', tier: '层级', tierHint: '在矩阵中的角色：由人决定，不由粉丝数决定。', status: '状态',
    verticals: '垂类', verticalsHint: '多个垂类用分号隔开。', terms: '报价与档期', price: '单条报价', currency: '币种',
    availableFrom: '可合作日期', exclusiveWith: '排他合作', exclusiveHint: '持有排他权的竞品名称。', audience: '受众', female: '女性占比',
    young: '18-24 岁占比', cityTier: '城市级别', contactTitle: '联系方式与备注', contactEmail: '联系邮箱', notes: '备注', accounts: '账号',
    accountsHint: '没有填写账号名的行会被忽略，已登记的账号保持不变。', platform: '平台', handle: '账号名', profileUrl: '主页链接',
    followers: '粉丝数', followersHint: '12500、12.5万 或 1.2亿', engagement: '互动率', account: '账号 {{number}}', save: '保存', create: '新增达人', cancel: '取消',
    handleTaken: '{{handle}} 已属于 {{name}}。', openOther: '查看 {{name}}',
    problems: '有字段需要修改。', twice: '这里重复填写了该账号。',
  },
} satisfies Translation<typeof source>;
