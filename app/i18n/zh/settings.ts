import type { settings as source } from '../en/settings.ts';
import type { Translation } from '../translation.ts';

export const settings = {
  title: '设置',
  tab: { thresholds: '阈值', workspace: '工作区', rates: '汇率', people: '成员', tokens: 'API 密钥', shops: '店铺' },
  saved: '已保存。',
  policy: {
    readOnly: '这里是当前生效的阈值，只有管理员可以发布新版本。',
    staleTitle: '期间有人发布了其他阈值', staleText: '当前生效的是版本 {{version}}。你填写的内容都还在；刷新页面可从该版本重新开始。',
    unchanged: '与当前生效的阈值没有差异，无需发布。', problems: '有些阈值无法采用。',
    publishTitle: '发布版本 {{version}}', publishText: '发布后的复盘将使用这些阈值；此前的结果保留计算时的版本。',
    note: '修改内容与原因', noteMissing: '请说明修改了什么以及原因，它会随版本一起保留。', publish: '发布', default: '默认值：{{value}}', empty: '未设置',
    sum: '各部分之和必须为 100%。', versions: '版本记录', version: '版本 {{version}}', inForce: '生效中',
    unit: { days: '天', hours: '小时', roi: 'ROI', percent: '%', posts: '个同类', periods: '期', points: '分', orders: '单' },
    section: {
      attribution: '归因', roi: '红黄绿灯', review: '复盘与熔断', proposals: '优化建议', prior: '数据不足时的假设', weightsTop: '评分卡权重：头部',
      weightsMid: '评分卡权重：腰部', weightsEmerging: '评分卡权重：新星', scorecard: '评分卡', money: '预算控制与付款',
    },
    about: {
      attribution: '哪些触点计入订单，收入如何分配。修改后所有订单会重新归因。', roi: '红黄绿灯按预计最终 ROI 判定。',
      review: '多久复盘一次，何时停止追加支出。', proposals: '数据要有多大把握才提出建议。',
      prior: '合作项目自身还没有订单时的默认判断。', weightsTop: '合计 100。', weightsMid: '合计 100。', weightsEmerging: '合计 100。',
      scorecard: '内容何时比较、与谁比较，以及等级标准。', money: '哪些资金变动需要会签，付款如何分期。',
    },
    field: {
      attribution: { model: '归因模型', clickWindowDays: '点击有效期', couponGraceDays: '投放结束后优惠码有效期', decayHalfLifeDays: '时间衰减半衰期', countPendingOrders: '未付款订单计入（货到付款）' },
      roi: { amberFrom: '黄灯起点', greenFrom: '绿灯起点', starFrom: '星级起点', grossMarginBasisPoints: '毛利率（用于利润 ROI）' },
      review: {
        periodDays: '复盘周期', fuseBelowRoi: '熔断计数的 ROI 下限', fuseSteps: '连续几期触发熔断', resetPilotBasisPoints: '重置后的试投比例（占计划）',
        arrivalHalfLifeDays: '一半销售在此期间到达', tooEarlyBelow: '到达比例低于此值视为过早',
      },
      proposals: {
        reduceProbability: '缩减所需把握', replaceProbability: '替换所需把握', extendProbability: '追加所需把握', candidateBetterProbability: '候选更优所需把握',
        keepBelow: '保留：低 ROI 概率不超过', reduceByShareBasisPoints: '缩减释放资金的比例', priorRoi: '通常 ROI', priorShape: '通常 ROI 的权重（形状）',
        minimumTierCollaborations: '层级学习所需合作数', orderValueCv: '订单金额离散程度', orderValuePriorOrders: '通常订单金额的权重', refundPriorRefunded: '假设已退款', refundPriorKept: '假设未退款',
      },
      scorecard: {
        weights: { exposure: '曝光', engagement: '互动', conversion: '转化', sentiment: '口碑' },
        ageHours: '内容比较时点', peerWindowDays: '同类取自最近', minimumPeers: '同类最少数量', priorPeers: '平台默认基准的权重',
        minimumCoverage: '评级所需数据覆盖率', grades: { S: 'S 级起点', A: 'A 级起点', B: 'B 级起点', C: 'C 级起点' }, longTermTopShare: '标记为品牌挚友的最优比例',
      },
      scripts: { similarityFrom: '脚本雷同判定起点' },
      money: {
        revisionCapBasisPoints: '季度内调整超过此比例需会签', overspendCutBasisPoints: '超出计划此比例时提出削减方案', costOverrunReviewBasisPoints: '费用超出计划此比例时复核',
        revenueSwingBasisPoints: '收入波动此比例时复核', paymentSplitBasisPoints: { part0: '签约时付款', part1: '发布后付款', part2: '复盘后付款' },
      },
    },
  },
  workspace: {
    about: '工作区', name: '名称', timeZone: '时区', timeZoneHint: '日期、周期与投放期都按该时区的自然日计算，例如 Asia/Shanghai。', zoneFixed: '已有订单，日期沿用原来的统计口径，不能再改时区。',
    zoneUnknown: '请输入时区，例如 Asia/Shanghai 或 Europe/Berlin。', hosts: '落地页域名', hostsHint: '每行一个，例如 shop.example。追踪链接只会跳转到这些域名。', hostsInvalid: '不是有效域名：{{value}}',
    currency: '报告币种', save: '保存', saved: '已保存。', nameMissing: '请输入名称。',
  },
  rates: {
    title: '汇率', text: '自某日起，1 单位外币折合多少 {{currency}}。已计入的金额保留计入时的汇率；等待汇率的订单在录入后立即计入。',
    currency: '币种', validFrom: '生效日期', rate: '汇率', add: '保存汇率', none: '还没有录入汇率。', waiting: '以下币种的订单正在等待汇率：{{currencies}}',
    saved_other: '已保存，{{count}} 笔等待中的订单已计入。', own: '这就是报告币种本身。', currencyInvalid: '请输入货币代码，例如 USD。', rateInvalid: '请输入正数，例如 7.1234。', dayInvalid: '请选择日期。',
    table: '已录入汇率',
  },
  people: {
    title: '成员', name: '姓名', email: '邮箱', role: '角色', seat: '会签席位', noSeat: '无', state: '状态', active: '正常', disabled: '已停用', add: '添加成员', addButton: '添加', password: '初始密码',
    passwordHint: '至少 {{min}} 个字符。已有账号的人沿用自己的密码。', change: '保存', disable: '停用', enable: '启用', you: '你', own: '不能修改自己的权限。',
    addedText: '已添加。', changedText: '已保存。', disabledText: '已停用，并已在所有设备上退出。', removedText: '已移出本工作区；该账号还属于其他工作区。', enabledText: '已启用。', gone: '此人已不在本工作区。',
    roleOf: '{{name}} 的角色', seatOf: '{{name}} 的席位', actions: '操作',
  },
  tokens: {
    title: 'API 密钥', text: '程序用密钥访问接口。密钥只显示一次，请像密码一样保管。', name: '名称', scopes: '权限', expires: '到期日', expiresHint: '留空表示长期有效。', never: '长期', create: '创建密钥', newKey: '新密钥',
    newKeyText: '请立即复制，之后无法再次查看。', prefix: '开头', created: '创建时间', lastUsed: '最近使用', notUsed: '未使用', state: '状态', live: '有效', revoked: '已吊销', revoke: '吊销', revokeOf: '吊销 {{name}}', none: '还没有创建密钥。',
    nameMissing: '请填写使用它的程序名称。', scopesMissing: '请至少选择一项权限。', dateInvalid: '请选择今天之后的日期。',
    scope: { ordersWrite: '写入订单与退款', clicksWrite: '写入点击', contentWrite: '写入内容数据', read: '读取（不含费用）', costsRead: '读取费用与 ROI', proposalsDecide: '接受或拒绝优化建议' },
  },
  shops: {
    title: '店铺', text: '接入后店铺会自动推送订单与退款，每次推送都用这里填写的密钥签名。', shop: '店铺名称', shopHint: '与订单中的店铺名一致，例如 main。已知店铺会被接入，新店铺会被创建。',
    secret: 'Webhook 密钥', secretHint: '在店铺的通知设置中查看。更换密钥后，旧密钥在切换期间仍然有效。', connect: '接入或更换密钥', kind: '类型', address: 'Webhook 地址', state: '状态',
    connected: '已接入', manual: '文件或 API', none: '还没有店铺推送过订单。', savedText: '已接入，请在店铺中填写此地址：{{address}}', shopMissing: '请输入由字母、数字、点、- 和 _ 组成的短名称。', secretMissing: '请输入密钥。',
    created: '登记时间', kindName: { manual: '文件或 API', shopify: 'Shopify', woocommerce: 'WooCommerce' }, topics: '需要订阅的主题：orders/create、orders/updated、orders/cancelled、refunds/create（JSON）。',
  },
} satisfies Translation<typeof source>;
