import type { CollaborationStatus } from '../collaboration.ts';
import type { CostKind, PaymentStage } from '../cost.ts';
import type { KolStatus, Platform, Tier } from '../kol.ts';
import type { OrderStatus } from '../order.ts';
import type { Vocabulary } from './cell-word.ts';
import { vocabulary } from './cell-word.ts';

/** The words of product.md section 2 and of the platforms' reports, in English and Chinese. Blanks and case do not matter. */
export const TIER_WORDS = vocabulary<Tier>({
  top: ['头部', '头部达人', '顶部', 'head', 'top tier', 'mega', 'macro'],
  mid: ['腰部', '腰部达人', '中腰部', 'mid tier', 'middle', 'waist', 'micro'],
  emerging: ['新星', '尾部', '尾部达人', '潜力', '素人', 'koc', 'tail', 'long tail', 'nano', 'new star', 'rising'],
});

export const KOL_STATUS_WORDS = vocabulary<KolStatus>({
  active: ['在用', '合作中', '启用', '正常', 'enabled', 'live'],
  bench: ['候补', '候补名单', '备选', '储备', 'backup', 'reserve', 'candidate', 'standby'],
  blocked: ['停用', '拉黑', '黑名单', '禁用', '封禁', 'blacklist', 'blacklisted', 'banned', 'disabled'],
  archived: ['归档', '已归档', '存档', 'archive'],
});

export const PLATFORM_WORDS = vocabulary<Platform>({
  douyin: ['抖音', '抖音号', '巨量星图', '星图', 'xingtu', 'dy'],
  xiaohongshu: ['小红书', '红书', 'xhs', 'red', 'rednote', 'little red book', '蒲公英', 'pugongying'],
  bilibili: ['B站', 'b站', '哔哩哔哩', 'bili', '花火'],
  weibo: ['微博', '新浪微博', 'sina weibo'],
  kuaishou: ['快手', '磁力聚星', 'kwai', 'ks'],
  wechat: ['微信', '微信公众号', '公众号', '视频号', '微信视频号', 'weixin', 'wechat channels'],
  taobao: ['淘宝', '淘宝直播', '天猫', 'tmall', 'taobao live'],
  youtube: ['油管', 'yt', 'you tube', 'youtube shorts'],
  tiktok: ['tik tok', 'tt', '海外抖音'],
  instagram: ['ig', 'ins', 'insta', '照片墙'],
  other: ['其他', '其它', 'others'],
});

export const COLLABORATION_STATUS_WORDS = vocabulary<CollaborationStatus>({
  draft: ['草稿', '待定', 'planned', 'draft'],
  offered: ['已邀约', '已报价', '邀约中', '待确认', 'invited', 'pending'],
  agreed: ['已确认', '已签约', '已同意', '待上线', 'confirmed', 'accepted', 'signed'],
  live: ['进行中', '已上线', '投放中', '执行中', '已发布', 'running', 'published', 'in progress', 'active'],
  ended: ['已结束', '已完成', '完成', '结束', 'completed', 'complete', 'done', 'finished', 'closed'],
  paused: ['暂停', '已暂停', 'on hold', 'suspended'],
  cancelled: ['取消', '已取消', 'canceled', 'declined', '已拒绝'],
});

export const ORDER_STATUS_WORDS = vocabulary<OrderStatus>({
  paid: [
    '已付款', '已支付', '支付成功', '待发货', '已发货', '卖家已发货', '待收货', '已签收', '已收货', '已完成', '交易成功', '交易完成', '买家已付款',
    '买家已付款,等待卖家发货', '卖家已发货,等待买家确认', '备货中', '待备货', '部分发货', '卖家部分发货', '等待卖家发货', '等待商家发货', '商家已发货', '待成团', '待评价',
    'wc-completed', 'wc-processing', 'completed', 'processing', 'shipped', 'fulfilled', 'delivered', 'success', 'settled',
  ],
  pending: ['待付款', '待支付', '未付款', '未支付', '等待买家付款', '货到付款', 'authorized', 'partially_paid', 'unpaid', 'awaiting payment', 'on hold', 'cod', '没有创建支付宝交易', 'wc-pending', 'wc-on-hold', 'pending payment', 'checkout-draft'],
  partially_refunded: ['部分退款', 'partial refund', 'partially refund'],
  refunded: ['已退款', '全额退款', '退款成功', '同意退款,退款成功', 'refund', 'fully refunded', '付款以后用户退款成功,交易自动关闭', 'wc-refunded'],
  cancelled: ['已取消', '取消', '已关闭', '交易关闭', '订单关闭', '付款以前,卖家或买家主动关闭交易', 'wc-cancelled', 'canceled', 'closed'],
  voided: ['作废', '已作废', '无效', '支付失败', 'void', 'expired', 'failed', 'invalid', 'wc-failed'],
});

/** Shopify's Financial Status. `authorized` and `partially_paid` are not paid yet; an expired authorisation never will be. */
export const SHOPIFY_STATUS_WORDS = vocabulary<OrderStatus>({
  paid: [],
  pending: ['authorized', 'partially_paid', 'unpaid'],
  partially_refunded: [],
  refunded: [],
  cancelled: [],
  voided: ['expired'],
});

export const COST_KIND_WORDS = vocabulary<CostKind>({
  fee: ['达人费用', '合作费', '合作费用', '坑位费', '稿费', '报价', '发布费', 'kol fee', 'creator fee', 'flat fee', 'sponsorship'],
  service_fee: ['服务费', '平台服务费', '平台费', '服务费金额', 'platform fee', 'agency fee', 'mcn服务费'],
  seeding: ['寄样', '样品', '产品寄送', '产品成本', '置换', '样品费', 'product', 'product seeding', 'gifting', 'samples'],
  production: ['制作', '制作费', '拍摄费', '内容制作', '剪辑费', 'content production', 'shooting'],
  boost: ['投流', '投放', '加热', '推广费', '薯条', '聚光', 'DOU+', '千川', '信息流', 'paid boost', 'ads', 'ad spend', 'paid media', 'promotion'],
  commission: ['佣金', '分佣', '提成', '实际佣金支出', 'affiliate', 'affiliate commission'],
  other: ['其他', '其它', '杂费', '差旅', 'misc', 'others'],
});

export const PAYMENT_STAGE_WORDS = vocabulary<PaymentStage>({
  agreement: ['定金', '首款', '预付款', '预付', '签约款', '首付款', 'deposit', 'advance', 'signing', 'upfront', 'on agreement'],
  publication: ['发布款', '中期款', '二期款', '发布后', '上线款', 'on publication', 'published', 'publish', 'interim'],
  review: ['尾款', '结案款', '复盘款', '余款', '验收款', 'final', 'balance', 'after review', 'closing'],
});

export const YES_NO_WORDS: Vocabulary<'yes' | 'no'> = vocabulary({
  yes: ['y', 'true', '1', '是', '可', '可以', '可取消', '√', '✓'],
  no: ['n', 'false', '0', '否', '不', '不可', '不可以', '不可取消', '×', '✗'],
});
