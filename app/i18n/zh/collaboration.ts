import type { collaboration as source } from '../en/collaboration.ts';
import type { Translation } from '../translation.ts';

export const collaboration = {
  title: '合作',
  new: '新建合作',
  edit: '编辑合作',
  kolProfile: '达人档案',
  asOfDay: '截至',
  searchLabel: '达人、账号、追踪码、优惠码或活动',
  totalOf_other: '共 {{count}} 个合作',
  emptyTitle: '还没有合作项目',
  emptyText: '合作项目是一位达人参与一个活动，拥有专属的追踪链接和优惠码。',
  column: {
    kol: '达人', campaign: '活动', tier: '层级', platform: '平台', status: '状态', light: '亮灯', fee: '坑位费', revenue: '净销售额', orders: '订单', clicks: '真人点击', flight: '投放期', starts: '投放开始', ends: '投放结束', code: '追踪码', coupon: '优惠码',
  },
  form: {
    campaign: '活动', account: '达人与账号', choose: '请选择…', tier: '层级', tierOfKol: '达人所属层级', tierHint: '填入矩阵的哪一行。', fee: '坑位费', feeHint: '将同时规划分期付款。',
    startsOn: '开始日', endsOn: '结束日', flightHint: '留空则采用活动日期。', coupon: '优惠码', couponHint: '如 LILY15；留空则使用追踪码。', landing: '落地页',
    landingHintNew: '留空则采用活动的落地页。允许的域名：{{hosts}}。', landingHint: '允许的域名：{{hosts}}。', noHosts: '暂无',
    linkEndsOn: '链接有效期至', linkEndsOnHint: '留空则链接长期有效。', linkFallback: '到期后的页面', linkFallbackHint: '留空则采用工作区的页面。允许的域名与落地页相同。', create: '创建合作', failed: '未保存，请修改下方标出的内容。',
  },
  error: {
    required: '必填。', day: '请填写日期，如 2026-07-02。', endsBeforeStart: '结束日早于开始日。', amount: '请填写金额，如 1200 或 99.50。', coupon: '2 至 64 个字符，不含空格，如 LILY15。',
    couponTaken: '该优惠码属于 {{detail}}，须待其合作结束。', landing: '请填写不含用户名的 http 或 https 地址。', landingMissing: '合作项目和活动都没有落地页。',
    hostNotAllowed: '域名 {{detail}} 未获允许，管理员可在设置中添加。', fallbackNotAllowed: '该页面不在允许的域名上，管理员可在设置中添加域名。', kolBlocked: '该达人已拉黑或归档。', alreadyThere: '该账号在此活动中已有合作。', unknown: '请从列表中选择。',
    stale: '您打开页面后，他人修改了该合作。您的输入已保留在下方；重新打开页面可查看对方的修改。', unreachable: '无法从当前状态到达该状态。', invalid: '该值无法使用。',
    commission: '请填写大于 0%、不超过 100% 的比例。', kind: '请选择费用类型。', spendingStopped: '已熔断：三方会签之前不得再承诺费用。', tierLocked: '财务已锁定该层级的预算。', campaignClosed: '活动已关闭，不能再承诺费用。请先重新开启活动。', pilotUsedUp: '熔断重置后处于试投阶段，该金额超过试投余额。', signOffNeeded: '将使该层级超出预算占比，须先由三方会签。',
    periodClosed: '{{month}} 已由 {{closedByName}} 关账。请将日期填为 {{openFrom}} 或之后，或请财务重新打开该月。',
  },
  tile: {
    model: '按{{model}}', refunded_other: '{{count}} 单退款', interval: '90% 区间 {{low}}–{{high}}', notReviewed: '尚未复盘', coverage: '{{percent}} 的权重有数据', standing: '复盘日期', light: '亮灯', fuse: '熔断', proposal: '优化建议', noProposal: '暂无待决',
  },
  steps: {
    title: '下一步', now: '当前：{{state}}', reason: '原因', reasonHint: '将与您的姓名和时间一起记入历史。', onlyFrom: '仅可从以下状态进行：{{states}}', over: '该合作已结束，没有后续步骤。',
    problem: { invalid: '未知的步骤。', stale: '他人已在此期间修改该合作。页面已显示最新状态，请重新决定。', notAllowed: '当前状态不能进行此步骤。', signOff: '达成合作将使该层级超出预算占比，须先由三方会签。', campaignClosed: '活动已关闭，不能再达成合作。请先重新开启活动。' },
  },
  tracking: {
    title: '追踪', link: '链接', code: '追踪码', coupon: '优惠码', landing: '落地页', utm: '跳转到', end: '有效期至', isOver: '已过期', afterwards: '到期后跳转到', saysExpired: '过期提示页', qr: '{{link}} 的二维码', notAllowed: '落地页的域名不在允许名单中：链接不会跳转到该页。',
  },
  clicks: { title: '点击', chart: '按日点击，灰色为自动点击', day: '日期', people: '真人', visitors: '访客', automated: '自动', automatedCount_other: '另有 {{count}} 次自动点击', none: '暂无点击。打开链接即可发送测试点击。',
    label: { crawler: '爬虫', preview: '链接预览', prefetch: '预取', head: 'HEAD 请求' }, counted: '计入', setApart: '不计入',
  },
  money: {
    title: '费用与付款', add: '添加费用', costs: '费用', cost: '费用', day: '日期', amount: '金额', released: '已释放 {{amount}}', stands: '有效', none: '未记录费用。', noRate: '缺少汇率', fixed: '不可取消', overFlight: '按投放期分摊', totals: '有效合计，含已产生佣金',
    accrued: '已发生合计', payments: '付款', noPayments: '未规划付款。', stage: '阶段', paidOn: '支付日', uncounted_other: '{{count}} 项费用缺少汇率，未计入。',
  },
  swap: {
    title: '汰换', replaces: '接替', replacedBy: '被接替为', proposal: '优化建议', notPredicted: '没有预测',
  },
  content: {
    title: '内容', subtitle: '按固定时点比较各内容的数据。短横线表示未上报，不等于 0。', post: '内容', age: '时点', captured: '采集时间', comments: '正面 / 负面评论', latest: '最新', hours_other: '{{count}} 小时', days_other: '{{count}} 天',
    none: '暂无内容。导入内容数据后显示在此。', noCounts: '暂无数据。', history: '数据变化', gone: '平台上已不可见',
  },
  timeline: { title: '历史', none: '暂无记录。', audit_other: '审计日志（{{count}} 条）' },
  cost: {
    title: '添加费用', kind: '类型', day: '日期', dayHint: '留空时：坑位费、平台服务费和制作费按投放期分摊，其余计入首日。', amount: '金额', amountHint: '佣金无需填写。', currency: '币种', commission: '佣金比例', commissionHint: '占归因收入的比例，仅用于佣金。', note: '备注',
    cancellable: '未支付前可取消', submit: '记录费用',
  },
  orders: {
    title: '收入对应的订单', all: '订单', order: '订单', placedAt: '下单时间', method: '归因方式', status: '状态', refunded: '退款', net: '净销售额', netOwn: '原币净额', credit: '归因金额', model: '归因模型',
    inForce: '当前采用{{model}}模型。', notInForce: '并非当前采用的模型（{{model}}）。', emptyTitle: '暂无归因订单', emptyText: '订单使用该合作的优惠码或链接后即显示在此。',
    emptyAllTitle: '还没有订单', emptyAllText: '请导入订单文件，或在设置中连接店铺。', searchLabel: '订单号或店铺', excluded: '不计入 ROI', excludedSum_other: '{{count}} 笔订单不计入 ROI，也不计入合计：', allDays: '查看全部日期', rate: '汇率', noRate: '缺少汇率', from: '从', through: '至', noRateText: '下单当日没有 {{currency}} 的汇率。订单已保留，补充汇率前不计入任何数据。',
  },
  order: {
    facts: '订单信息', merchandise: '折后商品金额', rate: '汇率 {{rate}}', codes: '优惠码', clickId: '点击 ID', utm: 'utm_content', customer: '顾客', new: '新客', returning: '老客', unknown: '未知', source: '来源', credits: '各模型归因', creditsText: '每一列合计等于订单净销售额。',
    unattributed: '该订单未归因给任何人。', collaboration: '合作项目', sum: '合计', touches: '触点', touchesText: '下单前归因窗口内该访客的点击，各模型据此分配归因。', noTouches: '该订单没有点击记录。', clickedAt: '点击时间', referrer: '来源页', device: '设备',
    claims: '未采纳的归因主张', noClaims: '没有其他归因主张。', refunds: '退款', noRefunds: '没有单独上报的退款。', refund: '退款', refundedAt: '退款时间',
  },
  device: { desktop: '电脑', mobile: '手机', tablet: '平板', unknown: '未知' },
} satisfies Translation<typeof source>;
