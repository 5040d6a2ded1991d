import type { reviews as source } from '../en/reviews.ts';
import type { Translation } from '../translation.ts';

export const reviews = {
  title: '复盘报告',
  subtitle: '每个活动的每个复盘周期一份报告',
  emptyTitle: '还没有复盘周期', emptyText: '第一个活动开始后，这里会显示报告。',
  periods: '复盘周期', period: '周期', days: '日期', state: '状态', over: '已结束', running: '进行中', open: '查看报告',
  heading: '{{campaign}}：第 {{number}} 期复盘',
  stillRunning: '周期尚未结束，数据截至',
  asOf: '数据截至', policy: '规则版本 {{version}}', print: '打印', csv: 'CSV', xlsx: 'XLSX',
  previous: '上一期', next: '下一期',
  results: '各层级结果', resultsMeaning: '净销售额为期内归因，费用为期内计提；预期结案 ROI 截至期末',
  tier: '层级', collaborations: '合作数', revenue: '净销售额', cost: '计提费用', roi: '周期 ROI', atClose: '预期结案 ROI（90% 区间）', light: '红黄绿灯', total: '整个活动',
  lights: '红黄绿灯变化', lightsNone: '本期没有变化。', kol: '达人', before: '之前', after: '之后', lightCount: '{{light}}：{{count}}',
  fuses: '熔断', fusesMeaning: '已结束周期对各熔断状态的影响及依据', fusesNone: '周期尚未结束，结束后熔断状态才会变化。',
  proposals: '建议与处理', proposalsNone: '本期没有提出或处理建议。', kind: '建议', freed: '可释放金额', decision: '处理结果', reason: '原因',
  moved: '资金调整', movedMeaning: '共释放 {{released}}，其中 {{moved}} 转到建议的去处', movedNone: '本期没有资金调整。', released: '释放金额', money: '金额', from: '从', to: '至',
  swaps: '此前调整的预测与实际', swapsNone: '期末之前没有采纳过调整。',
} satisfies Translation<typeof source>;
