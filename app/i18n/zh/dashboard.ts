import type { dashboard as source } from '../en/dashboard.ts';
import type { Translation } from '../translation.ts';

export const dashboard = {
  title: '总览',
  campaign: '活动',
  asOfDay: '截至',
  span: { short: '近 {{days}} 天', label: '时间范围', campaign: '活动至今', d7: '近 7 天，对比前 7 天', d14: '近 14 天，对比前 14 天', d30: '近 30 天，对比前 30 天' },
  reviewOf: '红黄绿灯与 ROI 取自复盘：',
  noReview: '尚未复盘',
  tile: {
    orders_other: '已归因 {{formatted}} 单',
    spend: '花费与计划', ofBudget: '预算', spendOfBudget: '花费占预算的比例', noBudgetRate: '预算币种缺少汇率', credited: '归因到本活动',
    atReview: '最近一次复盘', interval: '90% 区间 {{low}}–{{high}}', noInterval: '暂无区间', automated: '自动点击（不计入）：', sentiment: '正面评论占比', classified: '已分类评论', negative: '负面', noComments: '尚无已分类评论',
  },
  needs: {
    title: '待您处理', nothing: '暂无待处理事项。',
    proposals_other: '{{count}} 条优化建议待决：{{kind}}',
    disputes_other: '{{count}} 项数据异议待答复',
    fuses_other: '{{count}} 个合作已熔断',
    coupons_other: '{{count}} 个优惠码疑似泄露',
    requested_other: '{{count}} 笔付款待审批',
    approved_other: '{{count}} 笔付款待支付',
    signOffs_other: '{{count}} 项会签待处理',
    late_other: '{{count}} 条内容逾期未发布',
    imports_other: '{{count}} 次导入有 {{rows}} 行被拒',
    rights_other: '{{count}} 个素材的授权将在 30 天内到期',
    unattributed_other: '{{percent}} 的订单未归因（{{count}} 单）',
    withoutRate_other: '{{count}} 单缺少汇率',
  },
  lights: { title: '红黄绿灯', none: '首次复盘后，每个合作都会亮灯。' },
  chart: {
    spend: '各层级花费', openMatrix: '打开矩阵', notStarted: '活动尚未开始。',
  },
  finding: {
    spendWithin: '{{tier}}计划用得最多：{{percent}}', spendOver: '{{tier}}已超计划：{{percent}}', spendNone: '尚无花费',
    roiUp: '当前 ROI {{now}}，较一周前的 {{before}} 上升', roiDown: '当前 ROI {{now}}，较一周前的 {{before}} 下降', roiSame: '当前 ROI {{now}}，与一周前持平', roiFirst: '当前 ROI {{now}}', roiNone: '尚无 ROI',
    revenueBest: '{{day}} 起的一周销售额最高：{{amount}}', revenueNone: '尚无归因销售额',
  },
  trend: { week: '周', revenue: '净销售额', revenueSoFar: '累计净销售额' },
  movers: {
    best: '预期结案 ROI 最高', worst: '预期结案 ROI 最低', bestByRevenue: '净销售额最高', worstByRevenue: '净销售额最低', light: '亮灯',
    none: '暂无可评判的合作。',
  },
  moves: {
    title: '销售额变化最大', against: '对比', young: '活动时间尚短，暂无前期可对比。', none: '没有变化。', up: '上升', down: '下降',
    why: {
      started: '期内首次出单，{{after}} 单', stopped: '不再出单，此前 {{before}} 单', clicks: '点击 {{before}} → {{after}}', conversion: '点击转化变化：{{before}} → {{after}} 单',
      basket: '客单价变化最大，{{after}} 单', orders: '订单 {{before}} → {{after}}', same: '不变',
    },
  },
  risk: { title: '风险金额最高', how: '已承诺未消耗金额 × 结案 ROI 低于 1 的概率', none: '没有处于风险中的承诺金额。', amount: '风险金额', remaining: '未消耗', probability: 'ROI 低于 1' },
  role: {
    content: { title: '您的脚本与内容', text: '待审核和本周到期的事项。', action: '打开脚本' },
    finance: { title: '您的财务待办', text: '待核对与待支付的款项。', action: '打开财务' },
    operations: { title: '您的导入', text: '文件、被拒的行与店铺。', action: '打开导入' },
    admin: { title: '您的设置', text: '阈值、成员、密钥与店铺。', action: '打开设置' },
  },
  activity: { title: '动态', none: '暂无动态。', all: '操作日志' },
  firstSteps: {
    title: '快速上手', progress: '已完成 {{done}}/{{all}}', done: '已完成', open: '未完成',
    kols: '导入达人名单', kolsText: 'CSV 或 XLSX 文件，含姓名、平台、粉丝数，表头中英文均可。', kolsAction: '导入名单',
    campaigns: '规划活动', campaignsText: '设定日期、预算，以及头部、腰部、新星的占比。', campaignsAction: '新建活动',
    collaborations: '创建合作项目', collaborationsText: '将一位达人加入活动，立即获得追踪链接和优惠码。', collaborationsAction: '新建合作',
    orders: '接入订单', ordersText: '导入文件，或在设置中连接店铺。', ordersAction: '导入订单',
    putAway: '收起', template: '模板',
    reviews: '运行首次复盘', reviewsText: '根据已有数据生成评分卡、红黄绿灯和优化建议。', reviewsAction: '打开投产看板',
    clicks: '发送测试点击', clicksText: '打开某个合作的追踪链接，查看第一次点击。', clicksAction: '选择合作',
  },
} satisfies Translation<typeof source>;
