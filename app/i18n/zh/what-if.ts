import type { whatIf as source } from '../en/what-if.ts';
import type { Translation } from '../translation.ts';

export const whatIf: Translation<typeof source> = {
  title: '假设推演',
  open: '推演预算调整',
  asOf: '数据截至',
  nothingChanges: '仅为测算，不会改动任何数据。',
  noRate: '预算币种为 {{currency}}，尚无汇率；补充汇率后才能测算。',
  infeasible: { title: '没有方案能同时满足以下限制', text: '放宽其中任意一项，其余即可成立：' },
  tiles: { gain: '预期增收', sd: '标准差', better: '优于维持现状的概率', revenue: '预期结案销售额', spend: '已承诺金额', roi: '预期 ROI', now: '现为' },
  moves: {
    title: '推荐方案', text: '预期销售额最高的调整方案，与维持现状对照。', who: '对象', what: '动作', from: '当前', to: '调整后', change: '变动金额', revenue: '预期销售额变化',
    action: { extend: '追加', reduce: '削减', end: '结束', take: '候补上位', pilot: '试投' },
    noneTitle: '建议维持现状', none: '在现有限制下，没有任何调整的预期收益高于其代价。',
  },
  binding: {
    title: '制约方案的限制', text: '每项限制略微放宽后，预期可多带来的销售额。', limit: '限制', brings: '可多带来', oneThousand: '每放宽 1,000', oneSlot: '每多一个席位', none: '没有限制被用满：放宽也不会带来更多。',
  },
  limit: {
    budget: '预算（扣除预备金）', revision: '本季度可调整金额', pilots: '试投金额', share_top: '头部预算占比', share_mid: '腰部预算占比', share_emerging: '新星预算占比',
    slots_top: '头部席位', slots_mid: '腰部席位', slots_emerging: '新星席位',
  },
  wishes: {
    title: '换个假设', text: '留空则按活动计划与策略设置。', budget: '预算', budgetHint: '整个活动的预算。', reserve: '预备金', reserveHint: '不予承诺的部分。',
    movable: '可调整金额', movableHint: '一个季度内超出此数须三方会签。', pilot: '试投金额', pilotHint: '用于尚无自身销售记录的达人。',
    returns: '追加投入的回报', returnsHint: '100% 为同比例增长；70% 时投入翻倍，销售额增加 62%。', returnsRange: '请输入 10 至 100 的数字。',
    capacity: '达人承接空间', capacityHint: '在现有投入之外最多还能追加多少。', capacityRange: '请输入 0 至 500 的数字。', amount: '请输入金额，如 500000 或 1234.50。', submit: '开始推演',
  },
};
