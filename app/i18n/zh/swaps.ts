import type { swaps as source } from '../en/swaps.ts';
import type { Translation } from '../translation.ts';

export const swaps = {
  title: '预测与实际',
  subtitle: '已采纳建议的预测效果与实际结果对照',
  reviewOf: '复盘日期',
  csv: 'CSV',
  emptyTitle: '还没有采纳过建议',
  emptyText: '采纳替换、缩减或加投建议后，预测与实际结果会并列显示在这里。',
  noneJudged: '已采纳的建议暂时都无法评判',
  kept_other: '可评判的 {{count}} 项中，有 {{within}} 项落在预测的 90% 区间内',
  chartKey: '横条：预测的 90% 区间，竖线为预期收益。圆点：按目前情况预期的结案收益；空心表示落在区间之外。',
  tiles: {
    kept: '符合预测', of: '{{of}} 项中的 {{within}} 项', keptNote: '结案收益在预测的 90% 区间内', moved: '转移资金', movedNote: '预测所依据的金额',
    released: '释放金额', releasedNote: '从原达人处收回', gain: '结案收益', gainNote: '可评判各项目前的预期合计',
  },
  column: {
    swap: '调整', state: '状态', money: '金额', predicted: '预测收益', interval: '90% 区间', soFar: '当前收益', atClose: '预期结案收益', within: '是否符合预测', fresh: '现任', old: '原任',
  },
  state: { planned: '尚未开始', too_early: '为时过早', running: '进行中', finished: '已结束' },
  within: {
    yes: '区间内', no: '区间外', open: '待定', yesMeaning: '预期结案收益落在预测的 90% 区间内', noMeaning: '预期结案收益落在预测的 90% 区间之外',
    openMeaning: '当时没有预测，或目前还无法判断',
  },
  releasedOf: '释放',
  nobody: '无人接替',
  roiSoFar: '当前 ROI',
  roiAtClose: '预期结案 ROI',
  age_other: '发布 {{count}} 天',
  arrived: '的销售已到达',
  method: '收益 = 金额 ×（现任 ROI − 原任 ROI），金额与预测时相同。替换：新达人与原达人比较；缩减：资金应达到的 ROI 与留任达人比较；加投：该达人的下一个合作项目与资金应达到的 ROI 比较。结案收益采用最近一次复盘的预期结案 ROI 及其 90% 区间。若原达人的费用已全部释放，则采用其仍有费用时的最后一次复盘。',
  card: { gain: '预测收益', soFar: '当前收益', atClose: '预期结案收益', all: '全部预测对照' },
} satisfies Translation<typeof source>;
