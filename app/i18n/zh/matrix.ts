import type { matrix as source } from '../en/matrix.ts';
import type { Translation } from '../translation.ts';

export const matrix = {
  title: '矩阵看板',
  tools: { plan: '席位与占比', snapshots: '快照' },
  slot: '{{tier}} {{slot}} 号席位', slotShort: '{{slot}} 号席位', empty: '空缺', beyond: '超出计划', succeeded: '已结束并被替换', addSlot: '为{{tier}}增加一个席位', removeSlot: '为{{tier}}减少一个席位',
  roiSoFar: '当前 ROI', roiAtClose: '预期结案 ROI', tooEarly: '为时尚早', noReview: '尚未复盘', cost: '费用',
  lock: {
    locked: '预算已锁定', by: '{{name}} 已锁定：{{reason}}', lock: '锁定预算', unlock: '解锁预算', title: '锁定{{tier}}预算', titleUnlock: '解锁{{tier}}预算',
    text: '锁定期间，凡会改变该层级资金的移动、草拟、改价和计划调整都不允许。', reason: '原因', missing: '请说明原因。',
  },
  bench: {
    title: '候补名单', rank: '第 {{rank}} 位', expected: '预期 ROI', interval: '十次有九次在 {{low}}–{{high}}', own: '依据本人销售', prior: '依据层级水平，本人尚无销售', price: '报价', noPrice: '无报价',
    freeNow: '现在有档期', none: '该层级暂无候补达人。', more_other: '另有 {{count}} 位候补', noScore: '暂无评分', waiting: '计算中',
  },
  pool: {
    title: '未分配', open: '从达人库中查找', text: '达人库中尚未参加本活动的所有达人。', search: '姓名或账号', tier: '层级', platform: '平台', vertical: '垂类', any: '不限',
    find: '查找', none: '没有符合条件的达人，请放宽条件。', more: '还有更多，请缩小范围。',
  },
  move: {
    to: '移动到…', place: '放入席位…', title: '移动{{name}}', titlePlace: '将{{name}}放入席位', target: '移动到', bench: '退回候补名单', emptySlot: '{{slot}}：空缺', swapWith: '{{slot}}：与{{name}}互换',
    fee: '坑位费', feeHint: '留空则草拟时不含费用。', reason: '原因', reasonDefault: '退回候补名单', rules: '规则', confirm: '移动', confirmDraft: '仍要移动，作为草稿', confirmPlace: '草拟合作', cancel: '取消', close: '关闭',
    look: '核对规则', noTarget: '席位已满。请先增加席位，或选择互换。', busy: '正在移动{{name}}…', signOff: '申请会签', undo: '撤销', notMoved: '未移动：{{name}}',
    blockedReason: '有规则不允许，见下方。', needFee: '请填写金额，如 12000 或 12000.50。', needReason: '请说明原因。', editFee: '修改{{name}}的坑位费', save: '保存', saveDraft: '仍要保存',
    back: '返回看板', unreadable: '无法识别此移动，请重新打开看板。',
  },
  judgement: { forbidden: '不允许', draft: '可作为草稿', fine: '允许' },
  severity: { forbids: '不允许', draft: '需确认', fine: '符合' },
  done: { place: '已为该席位草拟与{{name}}的合作。', bench: '{{name}}已移出看板，草稿已取消。', shift: '{{name}}已移动。', swap: '{{name}}已互换席位。', fee: '{{name}}的坑位费已修改。' },
  stale: {
    title: '您查看之后看板已有变化', gone: '该合作已不在看板上。', changed: '{{by}} 于 {{at}} 修改了{{name}}（{{action}}）。', changedPlain: '{{name}}已被修改。', occupied: '该席位现在是{{name}}。', left: '{{name}}已不在该席位。',
    elsewhere: '{{name}}现在位于{{place}}。', text: '下方看板已更新，本次没有移动。',
  },
  refused: {
    'account-unknown': '该达人没有可用账号，请先在达人库中添加。', 'landing-missing': '活动没有落地页，请先填写。', 'landing-not-a-page': '活动的落地页不是有效地址。',
    'host-not-allowed': '落地页的域名已不再允许。', 'sign-off-needed': '该层级将超出占比，须先三方会签。', 'fee-below-paid': '已申请或已付的款项高于此坑位费。',
    'fee-below-released': '已释放的金额高于此坑位费。', 'spending-stopped': '已熔断：重置前不能再增加费用。', 'already-there': '该账号已在本活动中。', 'kol-blocked': '该达人已被拉黑。', other: '操作被拒绝（{{problem}}）。',
  },
  finding: {
    campaign_closed: '活动已关闭。', flight_over: '活动已于 {{day}} 结束。', no_such_slot: '没有{{slot}}：该层级共 {{slots}} 个席位。', no_change: '已是当前状态。', blocked: '{{name}}已被拉黑。', archived: '{{name}}已归档。',
    slot_taken: '{{slot}}已有{{name}}。替换合作须走优化建议。', already_in_campaign: '{{name}}已在本活动中（{{slot}}）。', exclusive: '与{{brand}}签有排他协议。',
    available_late: '{{from}} 起有档期：届时 {{flightDays}} 天中还剩 {{daysLeft}} 天。', available_never: '{{from}} 起才有档期，而活动于 {{endsOn}} 结束。', other_tier: '{{name}}在达人库中属于{{own}}，席位属于{{tier}}。',
    state_agreed: '{{name}}已签约。请在合作页面取消并说明原因。', state_live: '{{name}}正在进行。请暂停合作，或通过优化建议替换。', state_paused: '{{name}}已暂停。请结束合作，或通过优化建议替换。',
    state_over: '{{name}}已结束，保留在原处。', spending_stopped: '{{name}}已熔断：重置前不能再增加 {{added}}。', spending_pilot: '{{name}}处于试点期：需增加 {{added}}，尚余 {{left}}。',
    fee_bound: '{{fee}} 低于已申请、已付或已释放的 {{bound}}。', tier_locked: '{{by}} 已锁定{{tier}}预算（{{reason}}）；此举将变动 {{change}}。', slot_count: '{{tier}}：已占席位 {{before}} → {{after}}，共 {{slots}} 个。',
    tier_share: '{{tier}}：{{before}} → {{after}}，占比 {{share}} 即 {{planned}}（{{beforePercent}} → {{afterPercent}}）。', price: '需 {{price}}，该层级剩余 {{left}}。', reserve: '各层级合计 {{after}}，可用 {{without}}：需动用预备金 {{reserve}} 中的 {{over}}。',
    sign_off: '{{name}}已承诺：{{committed}} + {{amount}} 超出{{tier}}的 {{planned}}，须先三方会签。', sign_off_granted: '{{name}}：{{committed}} + {{amount}} 超出{{tier}}的 {{planned}}；会签额度 {{granted}}。',
    price_unknown: '尚无坑位费：草拟时不占资金。', no_rate: '缺少汇率，资金无法比较。',
  },
  drag: {
    drag: '拖动{{name}}', instructions: '按空格键拿起，用方向键在席位间移动，再按空格键放下，按 Esc 键放回。', picked: '已拿起{{name}}。', over: '位于{{slot}}。{{judgement}}。{{rules}}', overNothing: '不在任何席位上。', dropped: '{{name}}已放到{{slot}}。', refused: '未放下：{{rules}}',
    cancelled: '{{name}}已放回。', bench: '候补名单',
  },
  plan: {
    title: '席位与占比', text: '先预留预备金，其余由三个占比划分，合计 100.0%。', share: '占比', slots: '席位', money: '资金', reserve: '预备金', total: '合计', save: '保存', notWhole: '占比合计为 {{total}}，而不是 100.0%。',
    taken: '{{tier}}：现有 {{people}} 人，{{slots}} 个席位不够。请先将人移出看板。', locked: '{{by}} 已锁定{{tier}}预算（{{reason}}）：将由 {{from}} 变为 {{to}}。', stale: '您打开页面后，他人修改了计划，请重新查看。', percent: '请填写 0 到 100 的百分比，最多两位小数。', count: '请填写不小于 0 的整数。',
    needed: '此举调整预算 {{amount}}；本季度已调整 {{moved}}，无需会签的上限为 {{cap}}。',
  },
  target: {
    title: '目标与实际', subtitle: '活动时间已过 {{percent}}。', search_uplift: '搜索增量', ugc_items: 'UGC 数量', interactions: '互动量', sales_uplift: '销售提升', column: '目标', goal: '目标值', actual: '实际值', source: '数据来源', progress: '进度', none: '本活动未设目标。',
    content: '{{posts}} 条内容中 {{measured}} 条的点赞、评论、分享和收藏，最新读数 {{at}}', posts: '合作内容数；用户自发内容可手工填写', stated: '{{source}}，{{day}} 测得，由{{by}}填写',
    no_search_feed: '没有搜索数据来源，请填写并注明出处。', no_sales_baseline: '系统不知道没有活动时的销售额，请填写并注明出处。', no_readings: '尚无内容读数。',
    met: '已达成', ahead: '快于时间进度', behind: '慢于时间进度', of: '完成 {{percent}}', state: '填写实际值', value: '数值', valueHint: '填写数量；销售提升填写百分比。', measuredOn: '测量日期', sourceField: '来源', sourceHint: '由谁测得，如搜索指数或代理商报告。', reason: '原因', reasonHint: '为何手工填写或修改。',
    history: '填写记录', noHistory: '还没有填写记录。', by: '填写人', at: '时间', future: '该日期尚未到来。', badValue: '请填写数字，如 2100000；销售提升如 12.5%。', required: '必填。', badDay: '请填写日期，如 2026-07-02。', fed: '该指标由数据源测量，不能手工覆盖。', link: '填写实际值',
  },
  snapshot: {
    title: '矩阵快照', text: '每周一自动保存一份，也可随时保存。快照不会改变。', take: '立即保存快照', note: '备注', weekly: '{{day}} 当周', manual: '由{{by}}保存', now: '现在', from: '从', to: '到', compare: '比较', none: '还没有快照。下周一会自动保存第一份，也可现在保存。',
    taken: '快照已保存。', seats: '新增、离开与移动', noChange: '没有人新增、离开或移动，费用也没有变化。', unchanged_other: '{{count}} 人未变', who: '达人', what: '变化', before: '之前', after: '之后', cost: '费用', came: '新增', left: '离开', moved: '移动', changed: '变更',
    money: '各层级资金', tier: '层级', planned: '计划', committed: '已承诺', drafted: '草拟', accrued: '已发生', revenue: '归因净销售额', targets: '目标', list: '全部快照', at: '数据时间', open: '与现在比较', same: '两者是同一份快照。', currency: '两份快照币种不同，金额不可比较。',
  },
} satisfies Translation<typeof source>;
