import type { campaign as source } from '../en/campaign.ts';
import type { Translation } from '../translation.ts';

export const campaign = {
  title: '矩阵',
  new: '新建活动',
  edit: '编辑活动',
  column: { name: '活动', status: '状态', dates: '日期', budget: '预算', slots: '席位', collaborations: '合作', orders: '订单', revenue: '净销售额' },
  emptyTitle: '还没有活动',
  emptyText: '活动包含日期、预算和席位矩阵。请规划第一个活动，或导入活动文件。',
  budget: '预算',
  reserve: '预备金',
  budgetTable: {
    title: '各层级预算', subtitle: '先预留预备金，其余由各层级按占比分配。', tier: '层级', share: '占比', planned: '计划', committed: '已承诺', drafted: '草拟与邀约中', accrued: '已发生', left: '剩余',
    reserveShare: '预算的 {{percent}}', noRate: '预算币种为 {{currency}}，缺少汇率，无法与费用比较。',
    uncounted_other: '{{count}} 项费用缺少汇率，未计入。',
  },
  over: '超额分配 {{amount}}。可以保留为草稿，但承诺前需会签。',
  targets: {
    title: '目标', searchUplift: '搜索增量', ugcItems: 'UGC 数量', interactions: '互动量', salesUplift: '销售提升', target: '目标', actual: '实际', none: '未设目标。',
    noSource: '暂无数据来源', posts: '合作项目的内容数',
  },
  board: {
    title: '矩阵看板', add: '新建合作', slots: '已填 {{filled}}/{{slots}} 个席位', offered_other: '{{count}} 个邀约中', empty_other: '{{count}} 个空缺', emptySlot: '空缺席位', fillSlot: '填补席位',
    moreSlots_other: '还有 {{count}} 个空缺席位', more_other: '超出席位 {{count}} 人', score: '评分 {{score}}', noScore: '暂无评分', fee: '坑位费', share: '资金的 {{percent}}',
    planned: '计划', committed: '已承诺', accrued: '已发生', left: '剩余', allocated: '已分配计划的 {{percent}}', total: '全部层级与预备金', spentShare: '已发生预算的 {{percent}}',
  },
  bench: { title: '候补名单', none: '该层级暂无候补达人。', more_other: '另有 {{count}} 位候补', free: '可合作日期' },
  sold: '归因净销售额',
  form: {
    name: '名称', slug: '链接短名', slugHint: '小写字母、数字和连字符；用作链接中的 utm_campaign。', status: '状态', startsOn: '开始日', endsOn: '结束日', budget: '预算', currency: '币种',
    reserve: '预备金', slots: '席位', share: '占比', matrix: '矩阵', matrixHint: '三个占比划分扣除预备金后的资金，合计须为 100%。', basics: '活动', landing: '落地页',
    landingHint: '合作项目未指定落地页时，追踪链接跳转到此处。允许的域名：{{hosts}}。', noHosts: '暂无', targets: '目标', targetsHint: '没有目标的项目留空即可。', create: '创建活动', failed: '活动未保存，请修改下方标出的内容。',
  },
  move: { this: '本次调整', before: '本季度此前已调整', cap: '无需会签的上限', ask: '申请三方会签' },
  error: {
    signOffNeeded: '本季度调整的预算将超过一人可调整的上限。未做任何更改，您填写的内容保留在下方。',
    required: '必填。', day: '请填写日期，如 2026-07-02。', endsBeforeStart: '结束日早于开始日。', slug: '请用小写字母、数字和连字符，如 summer-2026。', slugTaken: '该短名已被其他活动使用。',
    amount: '请填写金额，如 500000 或 1234.50。', currency: '请填写币种代码，如 CNY。', percent: '请填写 0 到 100 的百分比，最多两位小数。', count: '请填写不小于 0 的整数。', sharesNotWhole: '占比合计为 {{detail}}，而不是 100%。', tierLocked: '财务已锁定某层级的预算，此举会改变它（{{detail}}）。',
    landing: '请填写不含用户名的 http 或 https 地址。', hostNotAllowed: '域名 {{detail}} 未获允许，管理员可在设置中添加。', stale: '您打开页面后，他人修改了该活动。您的输入已保留在下方；重新打开页面可查看对方的修改。', invalid: '该值无法使用。',
  },
} satisfies Translation<typeof source>;
