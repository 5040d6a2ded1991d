import type { ImportKind } from './import-run.ts';

/**
 * A field of a kind: its own heading is its name. `need` says whether a file can do without the column:
 * `always` means it cannot; `default` that an option of the import may supply the value for all rows; `never` that nothing is lost without it.
 */
export interface ImportField {
  readonly need: 'always' | 'default' | 'never';
  /** Other headings under which the field comes, the best first. */
  readonly synonyms: readonly string[];
}

export type ImportFields = Readonly<Record<string, ImportField>>;

const always = (...synonyms: string[]): ImportField => ({ need: 'always', synonyms });
const byDefault = (...synonyms: string[]): ImportField => ({ need: 'default', synonyms });
const optional = (...synonyms: string[]): ImportField => ({ need: 'never', synonyms });

const platform = byDefault('平台', '所属平台', '发布平台', '媒体平台', 'channel', 'social platform', 'network');
const campaign = byDefault('活动', '活动名称', '项目', '项目名称', 'campaign name', 'campaign slug', 'project');
const currency = byDefault('币种', '货币', 'currency code');
const handle = always('账号', '达人账号', '达人昵称', '达人名称', '博主昵称', '账号名称', 'username', 'user name', 'account', 'creator', 'influencer', 'kol');

const roster = {
  name: always(
    'Influencer Name', '姓名', '名称', '达人', '达人昵称', '达人名称', '达人姓名', '博主', '博主昵称', '博主名称', '昵称', 'KOL名称', 'kol_nick_name',
    '笔记创作者名称', 'creator name', 'influencer', 'creator', 'channel name', 'channel title', 'full name', 'nickname', 'display name',
  ),
  tier: optional('层级', '达人层级', '达人分层', '梯队', '矩阵层级', 'kol tier', 'level'),
  status: optional('状态', '达人状态', '合作状态'),
  platform,
  handle: byDefault(
    '账号', '账号名', '账号名称', '账号ID', '达人账号', '达人ID', '博主ID', '抖音号', '小红书号', '快手号', '星图ID', 'kol_id', '笔记创作者ID', '用户名',
    'username', 'user name', 'account', 'account name', 'instagram handle', 'channel id', 'user id',
  ),
  profile_url: optional(
    '主页', '主页链接', '达人主页链接', '达人主页', '博主主页', '账号链接', 'profile', 'profile link', 'link', 'url', 'channel url', 'homepage',
  ),
  followers: optional(
    '粉丝', '粉丝数', '粉丝量', '粉丝总数', '达人粉丝数', '作者粉丝量', 'kol_fan_num', 'follower count', 'followers count', 'fans', 'subscribers',
    'subscriber count',
  ),
  verticals: optional(
    '垂类', '博主垂类', '达人垂类', '类目', '领域', '内容领域', '达人类型', '行业标签', '内容标签', 'vertical', 'category', 'categories', 'niche', 'topics', 'tags',
  ),
  price: optional(
    '报价', '博主报价', '达人报价', '合作报价', '价格', '刊例价', '视频报价', '图文报价', '21-60s视频', '1-60s视频', '20-60s视频', '1-20s视频', '60秒以上视频',
    'kol_price', 'rate', 'quote', 'fee', 'cost', 'price per post',
  ),
  currency,
  engagement_rate: optional('互动率', '平均互动率', '60 Day Eng Rate', 'eng rate', 'er', 'avg engagement rate', 'engagement'),
  country: optional('国家', '国家/地区', '地区', '地域', 'country/region', 'region', 'location'),
  audience_female_pct: optional('女粉占比', '女性粉丝占比', '女性占比', 'female %', 'female audience', 'audience female'),
  audience_18_24_pct: optional('18-24岁占比', '18-24岁粉丝占比', '18-24岁', 'audience 18-24', '18-24 %'),
  city_tier: optional('城市等级', '城市级别', '粉丝城市等级', '城市线级'),
  contact_email: optional('邮箱', '联系邮箱', '电子邮箱', 'email', 'e-mail', 'contact'),
  exclusive_with: optional('排他品牌', '独家合作', '排他', '竞品排他', 'exclusivity', 'exclusive'),
  available_from: optional('可合作时间', '可合作日期', '档期', 'available', 'availability'),
  notes: optional('备注', '说明', 'note', 'remark', 'remarks', 'comment'),
} satisfies ImportFields;

const campaigns = {
  slug: always('活动标识', '活动代码', '活动编号', 'campaign', 'campaign slug', 'code'),
  name: optional('活动', '活动名称', '名称', 'campaign name', 'title'),
  starts_on: always('开始日期', '开始时间', '活动开始', 'start', 'start date', 'starts', 'from'),
  ends_on: always('结束日期', '结束时间', '活动结束', 'end', 'end date', 'ends', 'to', 'until'),
  budget: always('预算', '总预算', '活动预算', 'total budget', 'amount'),
  currency,
  reserve_pct: optional('预留比例', '预备金比例', '备用金比例', '预留', 'reserve', 'reserve %'),
  top_pct: optional('头部占比', '头部比例', '头部', 'top', 'top %', 'top share'),
  mid_pct: optional('腰部占比', '腰部比例', '腰部', 'mid', 'mid %', 'mid share'),
  emerging_pct: optional('新星占比', '新星比例', '新星', '尾部占比', 'emerging', 'emerging %', 'emerging share'),
  landing_url: optional('落地页', '落地页链接', '着陆页', 'landing page', 'landing page url', 'url'),
} satisfies ImportFields;

const collaborations = {
  campaign,
  platform,
  handle,
  tier: optional('层级', '达人层级', 'kol tier'),
  fee: optional('费用', '合作费用', '合作费', '合作价格', '报价', '博主报价', 'price', 'cost', 'amount', 'kol fee'),
  currency,
  starts_on: optional('开始日期', '开始时间', '投放开始', '合作开始', 'start', 'start date', 'flight start'),
  ends_on: optional('结束日期', '结束时间', '投放结束', '合作结束', 'end', 'end date', 'flight end'),
  coupon: optional('优惠码', '折扣码', '优惠券码', '专属优惠码', 'coupon code', 'discount code', 'promo code'),
  landing_url: optional('落地页', '落地页链接', 'landing page', 'landing page url'),
  published_at: optional('发布时间', '发布日期', '上线时间', 'publish date', 'published', 'posted at', 'post date'),
  content_url: optional('内容链接', '作品链接', '视频链接', '笔记链接', '发布链接', 'post url', 'video url', 'content link', 'post link'),
  status: optional('状态', '合作状态', '进度'),
} satisfies ImportFields;

const content = {
  platform,
  content_url: always(
    '内容链接', '作品链接', '视频链接', '笔记链接', '发布链接', 'video_url', 'share_url', 'post url', 'video url', 'url', 'link', 'permalink', 'content link',
    'post link', 'video link',
  ),
  handle: optional(
    '达人昵称', '达人账号', '达人名称', '账号', '博主昵称', '笔记创作者名称', '作者', '作者昵称', 'author_name', 'kol_nick_name',
    'username', 'account username', 'account', 'creator', 'channel', 'author', 'influencer',
  ),
  campaign: optional('活动', '活动名称', '项目名称', 'campaign name', 'project'),
  published_at: optional(
    '发布时间', '笔记发布时间', '发布日期', '作品发布时间', 'video publish time', 'publish time', 'post time', 'publish date', 'published', 'posted at',
    'create_time', 'date',
  ),
  captured_at: byDefault('采集时间', '数据时间', '数据日期', '更新时间', '统计日期', 'update_time', 'updated at', 'captured', 'snapshot at', 'as of'),
  impressions: optional('全部曝光量', '曝光量', '曝光数', '曝光', '展现量', '总曝光量', 'imp_num', 'impression', 'reach impressions'),
  views: optional(
    '播放量', '全部阅读量', '阅读量', '观看量', '播放数', '阅读数', '播放', 'read_num', 'play', 'plays', 'view_count', 'video views', 'view count',
    'total views',
  ),
  likes: optional('点赞量', '点赞数', '点赞', '获赞数', 'like_num', 'like', 'like_count', 'like count'),
  comments: optional('评论量', '评论数', '评论', 'cmt_num', 'comment', 'comment_count', 'comment count', 'comments added'),
  shares: optional('分享量', '分享数', '分享', '转发量', '转发数', '转发', 'share_num', 'share', 'share_count', 'share count'),
  saves: optional('收藏量', '收藏数', '收藏', 'fav_num', 'save', 'saved', 'favorites', 'bookmarks'),
  follows: optional('关注量', '涨粉量', '新增粉丝', '新增关注', 'follow_num', 'follow', 'subscribers', 'subscribers gained', 'new followers'),
  positive_comments: optional('正面评论', '正向评论', '正面评论数', 'positive'),
  neutral_comments: optional('中性评论', '中立评论', '中性评论数', 'neutral'),
  negative_comments: optional('负面评论', '负向评论', '负面评论数', 'negative'),
} satisfies ImportFields;

const orders = {
  shop: byDefault('店铺', '店铺名称', '店铺id', 'store', 'shop name', 'store name'),
  order_id: always('主订单编号', '订单编号', '订单号', '订单ID', 'order', 'order id', 'order number', 'order no', 'id', 'number'),
  placed_at: always(
    '订单提交时间', '下单时间', '订单创建时间', '付款时间', '买家付款时间', '支付完成时间', '订单付款时间', 'order date', 'order_date', 'created at', 'date created', 'date',
    'ordered at', 'purchase date',
  ),
  currency,
  merchandise: always(
    '商品实付金额', '商品实付', '订单实付金额', '买家实际支付金额', '订单应付金额', '实付金额', '支付金额', '商品金额',
    'subtotal', 'net amount', 'amount', 'order amount', 'order_total', 'total', 'revenue',
  ),
  refunded: optional('退款金额', '已退款金额', '退商品金额', 'refund', 'refunds', 'refund amount', 'refunded amount'),
  status: optional('订单状态', '状态', 'order status', 'order_status', 'financial status', 'payment status'),
  discount_codes: optional(
    '优惠码', '优惠券码', '折扣码', '优惠券码名称', 'discount code', 'coupon', 'coupons', 'coupon code', 'coupon_items', 'promo code',
  ),
  click_id: optional('kclid', '点击ID', 'click id'),
  utm_content: optional('追踪码', '跟踪码', 'utm content', 'tracking code'),
  customer: optional(
    '客户', '买家', '买家昵称', '买家会员名', '买家手机号', '收货人手机号', '收货人手机号/提货人手机号', 'customer email', 'email', 'buyer', 'customer id', 'billing email',
  ),
} satisfies ImportFields;

const costs = {
  campaign,
  handle,
  platform,
  kind: always('费用类型', '费用类别', '类型', '成本类型', '费用项目', 'type', 'cost type', 'category', 'cost kind'),
  amount: always('金额', '费用', '费用金额', '成本', '实际佣金支出', 'cost', 'total', 'value'),
  currency,
  incurred_on: always('发生日期', '费用日期', '日期', '发生时间', 'date', 'incurred', 'cost date'),
  cancellable: optional('可取消', '是否可取消', '可撤销', 'can be cancelled', 'cancelable', 'refundable'),
  note: optional('备注', '说明', '摘要', 'notes', 'remark', 'description', 'memo'),
} satisfies ImportFields;

const payments = {
  campaign,
  handle,
  platform,
  stage: always('付款阶段', '阶段', '款项', '付款节点', '款项类型', 'payment stage', 'milestone', 'instalment', 'installment'),
  amount: always('金额', '付款金额', '支付金额', '实付金额', 'paid', 'paid amount', 'total', 'value'),
  currency,
  paid_on: always('付款日期', '支付日期', '付款时间', '打款日期', 'date', 'paid at', 'payment date', 'paid date'),
  reference: optional('流水号', '付款流水号', '凭证号', '交易号', '备注', 'ref', 'payment reference', 'transaction id', 'invoice', 'invoice number'),
} satisfies ImportFields;

/** Every kind's fields, in the order of interfaces.md, with the headings under which they come (metrics-and-formats.md section 5). */
export const IMPORT_FIELDS = { roster, campaigns, collaborations, content, orders, costs, payments } satisfies Readonly<Record<ImportKind, ImportFields>>;

/** The names of a kind's fields. */
export type FieldOf<K extends ImportKind> = keyof (typeof IMPORT_FIELDS)[K] & string;
