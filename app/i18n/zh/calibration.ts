import type { calibration as source } from '../en/calibration.ts';
import type { Translation } from '../translation.ts';

export const calibration = {
  title: '判断校准',
  subtitle: '本工作区中，系统对 ROI 的判断有多少成真',
  rule: '投放期已结束、且预计已有 {{share}} 的销售到达的合作项目视为完结。最终 ROI 为最近一次复盘归因的收入除以费用。{{ages}} 天时的判断，分别取自该天起、第 {{ends}} 天之前的首次复盘；为时过早时的判断不计。',
  notEnoughTitle: '完结的合作项目还不够（{{count}} / {{least}}）',
  notEnoughText: '以下比例来自太少的合作项目，尚不可信；达到 {{least}} 个后才能得出结论。',
  noneTitle: '还没有可以检验的判断', noneText: '合作项目完结后才能检验判断，目前完结 {{count}} 个。',
  filter: { age: '判断时点', subject: '判断内容' },
  age: { all: '以上任一时点', days: '{{days}} 天时' },
  subject: { all: '全部三类', roiBelow1: 'ROI 低于 {{roi}}', roiBelow15: 'ROI 低于 {{roi}}', roiAtLeast3: 'ROI 不低于 {{roi}}' },
  finding: { asSaid: '判断成真的比例与所说的把握相当', bold: '判断成真的比例低于所说的把握', modest: '判断成真的比例高于所说的把握' },
  chartNote: '竖线为所说把握的平均值，色条为成真比例。',
  bucket: '所说把握', bucketText: '{{from}}–{{to}}', statements: '判断数', collaborations: '合作项目数', said: '平均所说把握', cameTrue: '成真比例', few: '太少，难下结论',
  finished: '完结的合作项目', finishedNote: '共复盘 {{all}} 个', judged: '已检验的判断',
  brier: 'Brier 分数', brierMeaning: '所说概率与实际结果之差的平方均值：0 为全对，0.25 相当于不置可否。', rules: '与固定规则相比', model: '系统', ratioRule: '按目前 ROI 对比阈值', adjustedRule: '按目前 ROI ÷ F(d) 对比阈值',
  better: '系统的判断比两条固定规则更接近事实', worse: '有固定规则比系统更接近事实', error: '平均偏差',
  rows: '把握为 {{from}}–{{to}} 的判断', rowsAll: '判断', collaboration: '合作项目', day: '复盘日', ageOf: '天数', statement: '判断', finalRoi: '最终 ROI', outcome: '结果', true: '成真', false: '未成真',
  says: { roiBelow1: 'ROI 低于 {{roi}}：{{percent}}', roiBelow15: 'ROI 低于 {{roi}}：{{percent}}', roiAtLeast3: 'ROI 不低于 {{roi}}：{{percent}}' },
  saysNot: { roiBelow1: 'ROI 不低于 {{roi}}：{{percent}}', roiBelow15: 'ROI 不低于 {{roi}}：{{percent}}', roiAtLeast3: 'ROI 低于 {{roi}}：{{percent}}' },
  listed: '列出最近的 {{shown}} 条，共 {{all}} 条。', allBuckets: '全部把握', noRows: '没有这类判断。',
} satisfies Translation<typeof source>;
