import type { policy as source } from '../en/policy.ts';
import type { Translation } from '../translation.ts';

export const policy = {
  section: '策略',
  tab: { inForce: '生效版本', draft: '草稿', simulation: '模拟', history: '历史' },
  inForce: {
    title: '当前生效：版本 {{version}}', since: '由 {{name}} 发布', begin: '新建草稿', open: '打开草稿', simulate: '模拟草稿',
    draftTitle: '有一份未发布的草稿', draftText_other: '{{name}} 修改了 {{count}} 项阈值，发布后才生效。',
    draftEmpty: '由 {{name}} 新建，尚无修改。', how: '阈值先在草稿中修改，用最近 90 天的数据模拟，再附说明发布。',
  },
  draft: {
    title: '草稿', basedOn: '基于版本 {{version}}', begun: '{{name}} 新建', changed: '{{name}} 最后修改', save: '保存草稿', saved: '已保存。', readOnly: '只有管理员可以修改草稿。',
    noneTitle: '没有草稿', noneText: '新建草稿后即可修改阈值，发布之前不会生效。', gone: '草稿已被发布或丢弃。',
    conflictTitle: '{{name}} 期间保存了草稿', conflictText: '你填写的内容都还在。请对照现在已保存的内容，再次保存即以你的为准。',
    conflictBefore: '请先重新查看改动再继续。',
    staleTitle: '草稿新建之后，版本 {{version}} 已发布', staleText: '草稿基于版本 {{base}}。发布前请先更新：你的修改保留，其余取自版本 {{version}}。',
    rebase: '更新草稿', rebased: '已更新到版本 {{version}}。', stale: { threshold: '阈值', base: '版本 {{version}}', draft: '本草稿', published: '版本 {{version}}', outcome: '更新后为' },
    staleConflict: '双方都改过，以草稿为准', discard: '丢弃草稿', discardTitle: '丢弃这份草稿？', discardText: '其中的修改会消失，审计日志仍保留修改内容。', discarded: '草稿已丢弃。',
    changes_other: '{{count}} 项修改', noChanges: '与版本 {{version}} 尚无差异。', problems: '有些阈值无法采用', seeProblems: '查看问题',
  },
  change: { threshold: '阈值', before: '修改前', after: '修改后', arrow: '{{before}} → {{after}}', label: '阈值修改' },
  publish: {
    title: '发布为版本 {{version}}', text: '发布的是已保存的内容。此后的复盘使用新阈值，此前的结果保留计算时的版本。', note: '修改内容与原因', noteMissing: '请说明修改了什么以及原因，它会随版本一起保留。', submit: '发布',
    stale: '请先更新草稿。', unchanged: '与当前生效的版本没有差异。', invalid: '有些阈值互相矛盾。', secondPerson: '你是最后修改草稿的人，需由另一位管理员发布。',
    alone: '按规定需双人发布，但目前没有其他管理员，因此可以由你自己发布。', published: '版本 {{version}} 已生效。',
  },
  problem: {
    line: '{{field}}：{{problem}}', number: '“{{value}}”不是数字', missing: '缺少数字', min: '{{value}} 低于下限 {{limit}}', max: '{{value}} 高于上限 {{limit}}', sum: '各部分合计为 {{value}}，应为 {{limit}}',
    above: '{{value}} 必须大于“{{other}}”（{{limit}}）', at_most: '{{value}} 高于上限 {{limit}}', distinct: '{{value}} 重复', invalid: '无法采用“{{value}}”',
  },
  simulation: {
    title: '按最近 90 天模拟', meta: '草稿对比版本 {{version}}，截至', nothingWritten: '没有写入任何数据。', noChanges: '草稿与版本 {{version}} 没有差异，无需模拟。',
    nobodyTitle: '没有任何变动', nobodyText: '全部 {{count}} 个合作项目今天的灯色、熔断、建议与等级均不变，最近 90 天的 {{reviews}} 个复盘日也不变。',
    movesTitle_other: '今天有 {{count}} 个合作项目会变动，共 {{all}} 个', onlyPastTitle: '今天没有变动，但过去的灯色或熔断会有所不同',
    changes: '草稿改了什么', beyond: '复盘模拟无法体现的修改',
    beyondText: '这些修改影响系统的其他部分，或在生效后才重新判定订单归属。', counts: '各类变动数量', move: '变动', count: '合作项目数', none: '无',
    kind: { light: '灯色', fuse: '熔断', verdict: '建议', grade: '等级', longTerm: '品牌挚友' }, because: '可能源于', collaboration: '合作项目', before: '按生效版本', after: '按草稿', why: '原因',
    listed: '列出 {{shown}} 项，共 {{all}} 项；CSV 中为全部。', csv: '下载全部（CSV）', noGrade: '无等级', marked: '有标记', notMarked: '无标记', gained: '获得“品牌挚友”标记', lost: '失去“品牌挚友”标记',
    pastLights: '过去复盘日的灯色', pastFuses: '过去复盘日的熔断', pastText: '归因、点击与内容按当日数据；费用、状态与候补名单按今天的数据。', day: '复盘日', pastNone: '最近 90 天的复盘结果均不变。',
    whyLight: '预计最终 ROI {{before}} → {{after}}', whyLightSame: '预计最终 ROI 仍为 {{roi}}', whyEarly: '按版本 {{version}} 为时过早', whyEarlyAfter: '按草稿为时过早', whyNoCost: '无费用',
    whyGrade: '得分 {{before}} → {{after}}', whyGradeSame: '得分仍为 {{score}}', whyCoverage: '数据覆盖 {{coverage}} 的权重',
    whyFuse: '计入熔断的周期由 {{periods}} 期中 {{below}} 期变为 {{periodsAfter}} 期中 {{belowAfter}} 期', whyTripped: '{{day}} 触发', whyNotTripped: '不会触发', noScore: '无',
  },
  history: {
    title: '历史', published: '发布于', by: '由 {{name}} 发布', drafted: '由 {{name}} 起草', first: '首个版本：默认值。', none: '没有变化。', diff_other: '与版本 {{version}} 相比有 {{count}} 项修改',
  },
} satisfies Translation<typeof source>;
