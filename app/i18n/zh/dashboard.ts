import type { dashboard as source } from '../en/dashboard.ts';
import type { Translation } from '../translation.ts';

export const dashboard = {
  title: '总览',
  campaign: '活动',
  asOfDay: '截至',
  reviewOf: '红黄绿灯与 ROI 取自复盘：',
  noReview: '尚未复盘',
  tile: {
    spend: '花费与计划', ofBudget: '预算', spendOfBudget: '花费占预算的比例', noBudgetRate: '预算币种缺少汇率', credited: '归因到本活动',
    atReview: '最近一次复盘', interval: '90% 区间 {{low}}–{{high}}', noInterval: '暂无区间', automated: '自动点击（不计入）：',
  },
  needs: {
    title: '待您处理', nothing: '暂无待处理事项。',
    proposals_other: '{{count}} 条优化建议待决：{{kind}}',
    fuses_other: '{{count}} 个合作已熔断',
    coupons_other: '{{count}} 个优惠码疑似泄露',
    requested_other: '{{count}} 笔付款待审批',
    approved_other: '{{count}} 笔付款待支付',
    unattributed_other: '{{percent}} 的订单未归因（{{count}} 单）',
    withoutRate_other: '{{count}} 单缺少汇率',
  },
  lights: { title: '红黄绿灯', none: '首次复盘后，每个合作都会亮灯。' },
  chart: {
    spend: '各层级花费', spendTitle: '各层级花费与承诺金额对比计划', openMatrix: '打开矩阵', roiTitle: '按周的当前 ROI 与亮灯阈值',
    revenueTitle: '按周的归因净销售额', notStarted: '活动尚未开始。',
  },
  trend: { week: '周', revenue: '净销售额', revenueSoFar: '累计净销售额' },
  movers: {
    best: '预期结案 ROI 最高', worst: '预期结案 ROI 最低', bestByRevenue: '净销售额最高', worstByRevenue: '净销售额最低', light: '亮灯',
    none: '暂无可评判的合作。',
  },
  firstSteps: {
    title: '快速上手', progress: '已完成 {{done}}/{{all}}', done: '已完成', open: '未完成',
    kols: '导入达人名单', kolsText: 'CSV 或 XLSX 文件，含姓名、平台、粉丝数，表头中英文均可。', kolsAction: '导入名单',
    campaigns: '规划活动', campaignsText: '设定日期、预算，以及头部、腰部、新星的占比。', campaignsAction: '新建活动',
    collaborations: '创建合作项目', collaborationsText: '将一位达人加入活动，立即获得追踪链接和优惠码。', collaborationsAction: '新建合作',
    orders: '接入订单', ordersText: '导入文件，或在设置中连接店铺。', ordersAction: '导入订单',
    clicks: '发送测试点击', clicksText: '打开某个合作的追踪链接，查看第一次点击。', clicksAction: '选择合作',
  },
} satisfies Translation<typeof source>;
