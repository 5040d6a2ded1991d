import type { roi as source } from '../en/roi.ts';
import type { Translation } from '../translation.ts';

export const roi = {
  title: '投产',
  reviewOf: '复盘日期',
  asOf: '复盘日期',
  asOfDay: '截至 {{day}}',
  runReview: '立即复盘',
  reviewing: '正在复盘…',
  total: '合计',
  workedOut: '按事实计算，截至',
  period: {
    label: '周期', all: '累计至今', months: '月份', reviewsOf: '{{name}} 的复盘周期', review: '第 {{index}} 期：{{from}} – {{to}}', custom: '其他日期…', from: '从', to: '至', asOf: '截至',
    shown: '周期', meaning: '净销售额为期内归因，费用为期内计提；预期结案 ROI 截至最后一天',
  },
  periods: { title: '分期 ROI', text: '本期订单的归因净销售额 ÷ 本期计提费用，为各期复盘时的结果。没有计提费用的期间跳过。', period: '周期', campaign: '活动', revenue: '净销售额', cost: '计提费用', roi: '本期 ROI' },
  rows: {
    title: 'ROI 的明细', orders: '订单', costs: '费用明细', figure: '数字', sumOfRows: '明细合计', orderRows_other: '{{count}} 笔订单',
    revenueFrom: '净销售额：来自以下订单', costFrom: '费用：来自以下明细', order: '订单', placed: '下单时间', who: '合作项目', method: '归因方式', credit: '归因金额', excluded: '不计入 ROI',
    kind: '类型', basis: '计入方式', amount: '金额', counted: '计入', overFlight: '{{from}} – {{to}} 按日均摊', onDay: '{{day}} 计入', commission: '归因收入 {{revenue}} 的 {{rate}}', whole: '按承诺金额',
    noRate: '缺少汇率，未计入', none: '没有费用', noOrders: '没有归因订单。', differs: '该日复盘之后事实有变：复盘记录的净销售额为 {{revenue}}，费用为 {{cost}}。请重新复盘以更新。',
    roi: 'ROI', back: '返回投产页', page: '第 {{from}}–{{to}} 笔，共 {{count}} 笔', next: '下一页', previous: '上一页', matches: '明细与数字一致',
  },
  groupBy: '汇总方式',
  by: { collaboration: '按合作', kol: '按达人', tier: '按层级', campaign: '按活动' },
  filter: { campaign: '活动', tier: '层级', light: '红黄绿灯', kol: '达人', collaboration: '合作项目' },
  column: {
    name: '达人', tier: '层级', platform: '平台', collaborations: '合作数', revenue: '净销售额', cost: '费用', roi: '当前 ROI',
    atClose: '预期结案 ROI（90% 区间）', below1: '红灯概率', below15: '低于绿灯概率', atLeast3: '明星概率', light: '红黄绿灯', fuse: '熔断', verdict: '结论', orders: '订单', periodRoi: '周期 ROI', accrued: '计提费用', profitRoi: '利润 ROI',
  },
  openProposals_other: '{{count}} 条待处理建议',
  emptyTitle: '尚未复盘',
  emptyText: '首次复盘完成后，这里会显示 ROI、红黄绿灯和熔断状态。',
  emptyTextManager: '请先运行一次复盘：系统会根据已记录的订单和费用计算 ROI、红黄绿灯、熔断、评分卡和优化建议。',
  legend: '红黄绿灯与各项数字的含义',
  probabilities: '概率',
  probabilitiesMeaning: '结案 ROI 低于 {{amber}}（红灯）、低于 {{green}}（未达绿灯）、达到 {{star}} 及以上（明星）的概率。',
  groups: '汇总',
  groupsMeaning: '净销售额、费用和订单为各合作项目之和。预期结案 ROI 为按费用加权的平均值，红黄绿灯以此为准；熔断取其中最严重的状态。',
} satisfies Translation<typeof source>;
