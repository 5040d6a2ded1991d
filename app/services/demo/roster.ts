import type { KolStatus, Platform, Tier } from '#app/domain/kol.ts';

/** A made-up creator; the handle is how the rest of the story names them. */
export interface DemoKol {
  readonly name: string;
  readonly tier: Tier;
  readonly status: KolStatus;
  readonly platform: Platform;
  readonly handle: string;
  readonly followers: number;
  /** Engagement rate of the account. */
  readonly engagementBasisPoints: number;
  /** Price of one collaboration in whole units of the currency; null where nobody asked yet. */
  readonly price: number | null;
  readonly currency: string;
  readonly verticals: readonly string[];
  readonly notes: string;
  readonly exclusiveWith: string | null;
  /** Days from today on which they become available. */
  readonly availableInDays: number | null;
}

interface More {
  readonly currency?: string;
  readonly notes?: string;
  readonly exclusiveWith?: string;
  readonly availableInDays?: number;
}

function creator(
  name: string, tier: Tier, status: KolStatus, platform: Platform, handle: string, followers: number, engagementBasisPoints: number, price: number | null,
  verticals: string, more: More = {},
): DemoKol {
  return {
    name, tier, status, platform, handle, followers, engagementBasisPoints, price, verticals: verticals.split(' '), currency: more.currency ?? 'CNY',
    notes: more.notes ?? '', exclusiveWith: more.exclusiveWith ?? null, availableInDays: more.availableInDays ?? null,
  };
}

const USD = { currency: 'USD' };

/** Everybody in the demo. Names, handles and figures are invented. */
export const DEMO_ROSTER: readonly DemoKol[] = [
  // 夏日焕新: 2 + 5 + 10.
  creator('沈星澜', 'top', 'active', 'douyin', 'xinglan.shen', 8_620_000, 310, 83_333, '护肤 测评 生活方式', {
    notes: '头部达人。单条测评视频播放 500 万，站内搜索 +5%，成交 10 万元；投入 83,333 元，ROI 1.2，单件成本 300 元以上。候补已就绪。',
  }),
  creator('周予安', 'top', 'active', 'taobao', 'yuan-live', 6_350_000, 260, 320_000, '美妆 护肤', { notes: '直播间转化稳定，大促首选。' }),
  creator('林小满', 'mid', 'active', 'xiaohongshu', 'xiaoman-lin', 860_000, 520, 72_000, '护肤 生活方式', { notes: '深度共创，二稿通过率高。' }),
  creator('陈一舟', 'mid', 'active', 'bilibili', 'yizhou-lab', 742_000, 610, 70_000, '测评 护肤'),
  creator('许知夏', 'mid', 'active', 'xiaohongshu', 'zhixia-skin', 935_000, 680, 68_000, '护肤', { notes: 'ROI 连续高于 3，建议追加。' }),
  creator('Mia Torres', 'mid', 'active', 'instagram', 'mia.torres.glow', 612_000, 340, 9_800, '护肤 旅行', USD),
  creator('江野', 'mid', 'active', 'douyin', 'jiangye-outdoor', 988_000, 240, 70_000, '户外 生活方式', { notes: '两个评审周期 ROI 低于 1。' }),
  creator('阿蓝测防晒', 'emerging', 'active', 'xiaohongshu', 'alan-spf', 86_000, 840, 22_000, '护肤 测评'),
  creator('小鹿不加班', 'emerging', 'active', 'xiaohongshu', 'xiaolu-offwork', 74_500, 780, 21_000, '生活方式'),
  creator('南风手记', 'emerging', 'active', 'weibo', 'nanfeng-notes', 98_000, 450, 20_000, '生活方式 旅行'),
  creator('夏夏的浴室', 'emerging', 'active', 'douyin', 'xiaxia-bath', 91_000, 590, 24_000, '个护 护肤'),
  creator('柚子成分党', 'emerging', 'active', 'bilibili', 'youzi-lab', 66_000, 910, 23_000, '护肤 测评'),
  creator('Kenji Walks', 'emerging', 'active', 'tiktok', 'kenji.walks', 95_000, 720, 3_100, '旅行 护肤', USD),
  creator('漫漫爱囤货', 'emerging', 'active', 'douyin', 'manman-deals', 99_000, 380, 20_000, '好物 个护', { notes: '优惠码疑似外泄：近六天大量用码成交而无点击。' }),
  creator('栗子同学', 'emerging', 'active', 'xiaohongshu', 'lizi-campus', 58_000, 960, 19_000, '护肤 校园'),
  creator('半糖日记', 'emerging', 'active', 'xiaohongshu', 'bantang-diary', 41_000, 880, 2_800, '生活方式 护肤', { notes: '小额试投，订单尚少，继续观察。' }),
  creator('橙子出逃', 'emerging', 'active', 'douyin', 'chengzi-runaway', 83_000, 640, 22_000, '旅行 生活方式', { notes: '刚发布三天，暂不评判。' }),
  // 常态种草.
  creator('叶小苒', 'mid', 'active', 'xiaohongshu', 'xiaoran-ye', 670_000, 280, 48_000, '护肤 母婴', { notes: '连续三个评审周期 ROI 低于 1，已熔断。' }),
  creator('罗一白', 'mid', 'active', 'bilibili', 'luoyibai', 540_000, 560, 52_000, '护肤 测评'),
  creator('木木分享社', 'emerging', 'active', 'xiaohongshu', 'mumu-share', 62_000, 810, 16_000, '护肤 生活方式'),
  creator('Ava Lin', 'emerging', 'active', 'youtube', 'avalin-skincare', 88_000, 430, 2_400, '护肤', USD),
  creator('苏打泡泡', 'emerging', 'active', 'weibo', 'soda-bubble', 71_000, 390, 14_000, '个护 生活方式', { notes: '档期冲突，暂停中。' }),
  creator('何乐不为', 'emerging', 'active', 'douyin', 'hele-buwei', 93_000, 520, 18_000, '好物 生活方式', { notes: '已发邀约，待确认。' }),
  // Q2.
  creator('唐棠', 'top', 'bench', 'douyin', 'tangtang-show', 7_900_000, 220, 690_000, '美妆 时尚', { notes: 'Q2 头部，单价高。' }),
  creator('陆沉', 'top', 'active', 'weibo', 'luchen-v', 9_400_000, 180, 640_000, '时尚 生活方式'),
  creator('姜亦欢', 'top', 'active', 'taobao', 'yihuan-live', 5_800_000, 250, 580_000, '美妆 护肤'),
  creator('韩东来', 'mid', 'active', 'douyin', 'donglai-han', 890_000, 190, 420_000, '个护 测评', { notes: 'Q2 中途因 ROI 偏低被替换。' }),
  creator('安可', 'mid', 'bench', 'xiaohongshu', 'anke-beauty', 760_000, 470, 60_000, '美妆 时尚'),
  creator('顾西', 'mid', 'active', 'bilibili', 'guxi-tech', 820_000, 430, 340_000, '测评 科技'),
  creator('白鹿漫游', 'mid', 'active', 'weibo', 'bailu-roam', 910_000, 300, 320_000, '旅行 时尚'),
  creator('温言', 'mid', 'bench', 'douyin', 'wenyan-care', 720_000, 540, 280_000, '个护 护肤', { notes: 'Q2 由候补替换韩东来上场，表现好于预测。' }),
  creator('可可不可可', 'emerging', 'bench', 'xiaohongshu', 'coco-nococo', 69_000, 760, 15_000, '护肤 美妆'),
  creator('老丁修容', 'emerging', 'active', 'bilibili', 'laoding-makeup', 94_000, 580, 30_000, '美妆 测评'),
  creator('七七不熬夜', 'emerging', 'active', 'douyin', 'qiqi-sleep', 87_000, 610, 28_000, '个护 生活方式'),
  creator('桃子汽水', 'emerging', 'active', 'douyin', 'taozi-soda', 96_000, 500, 26_000, '好物 生活方式'),
  creator('莓莓买家秀', 'emerging', 'active', 'xiaohongshu', 'meimei-review', 78_000, 730, 27_000, '护肤 好物'),
  // Bench.
  creator('秦若溪', 'top', 'bench', 'douyin', 'ruoxi-qin', 5_600_000, 290, 56_000, '护肤 时尚', { notes: '候补：可接替沈星澜，档期已确认。' }),
  creator('方子期', 'top', 'bench', 'douyin', 'ziqi-fang', 5_200_000, 280, 48_000, '生活方式 旅行', { notes: '候补：首次合作，报价含两条视频。' }),
  creator('温故', 'mid', 'bench', 'xiaohongshu', 'wengu-home', 480_000, 560, 30_000, '护肤 家居'),
  creator('程橙', 'mid', 'bench', 'xiaohongshu', 'chengcheng-mom', 530_000, 610, 28_000, '母婴 护肤'),
  creator('孟夏', 'mid', 'bench', 'douyin', 'mengxia-fit', 610_000, 450, 26_000, '健身 生活方式'),
  creator('叶梧', 'mid', 'bench', 'bilibili', 'yewu-science', 450_000, 640, 34_000, '测评 护肤', { exclusiveWith: '海屿护肤', notes: '与竞品海屿护肤有排他协议。' }),
  creator('Nora Kim', 'mid', 'bench', 'instagram', 'nora.kim.daily', 520_000, 380, 7_200, '护肤 旅行', USD),
  creator('阿布去海边', 'emerging', 'bench', 'douyin', 'abu-seaside', 72_000, 690, 12_000, '旅行 户外'),
  creator('一只小圆', 'emerging', 'bench', 'xiaohongshu', 'xiaoyuan-one', 54_000, 820, 9_500, '护肤 校园'),
  creator('周末做饭吗', 'emerging', 'bench', 'xiaohongshu', 'weekend-cook', 88_000, 560, 11_000, '生活方式 家居'),
  creator('阿七测评', 'emerging', 'bench', 'bilibili', 'aqi-review', 47_000, 900, 10_500, '测评 护肤'),
  creator('盐盐', 'emerging', 'bench', 'douyin', 'yanyan-salt', 65_000, 730, 13_500, '生活方式 个护', { availableInDays: 30, notes: '下个月起有档期。' }),
  creator('Leo Park', 'emerging', 'bench', 'tiktok', 'leo.park.skin', 81_000, 650, 1_900, '护肤', USD),
  creator('青提', 'emerging', 'bench', 'weibo', 'qingti-life', 60_000, 480, 9_000, '生活方式'),
  // Not to be worked with.
  creator('风信子', 'mid', 'blocked', 'weibo', 'fengxinzi-v', 690_000, 120, 45_000, '美妆', { notes: '数据造假，已拉黑。' }),
];
