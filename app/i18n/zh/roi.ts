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
  groupBy: '汇总方式',
  by: { collaboration: '按合作', kol: '按达人', tier: '按层级', campaign: '按活动' },
  filter: { campaign: '活动', tier: '层级', light: '红黄绿灯', kol: '达人', collaboration: '合作项目' },
  column: {
    name: '达人', tier: '层级', platform: '平台', collaborations: '合作数', revenue: '净销售额', cost: '费用', roi: '当前 ROI',
    atClose: '预期结案 ROI（90% 区间）', below1: '红灯概率', below15: '低于绿灯概率', atLeast3: '明星概率', light: '红黄绿灯', fuse: '熔断', verdict: '结论', orders: '订单',
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
