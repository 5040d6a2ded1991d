import type { AssetLanguage } from '#app/domain/asset.ts';
import type { RightsChannel, Territory } from '#app/domain/usage-rights.ts';
import type { DemoPicture } from './draw-picture.ts';

interface DemoRight {
  readonly channels: readonly RightsChannel[];
  readonly territories: readonly Territory[];
  /** In days from today. */
  readonly fromDays: number;
  readonly untilDays: number | null;
  readonly isExclusive: boolean;
  readonly creditLine: string;
  readonly contractPage: string;
}

/** A file of the library with its story; without a picture it is a sound. */
export interface DemoAsset {
  readonly title: string;
  readonly fileName: string;
  readonly caption: string;
  readonly tags: readonly string[];
  readonly language: AssetLanguage;
  readonly handle: string | null;
  readonly daysAgo: number;
  readonly picture: DemoPicture | null;
  readonly rights: readonly DemoRight[];
  readonly uses: readonly { readonly daysAgo: number; readonly channel: RightsChannel; readonly place: string }[];
}

const PORTRAIT = { width: 480, height: 640 } as const;
const SQUARE = { width: 520, height: 520 } as const;
const WIDE = { width: 720, height: 405 } as const;

const right = (untilDays: number | null, more: Partial<DemoRight> = {}): DemoRight => ({
  channels: ['own_social', 'product_page'], territories: ['CN'], fromDays: -40, untilDays, isExclusive: false, creditLine: '', contractPage: '', ...more,
});

const DUSK: DemoPicture = { ...PORTRAIT, wall: [232, 168, 150], table: [186, 120, 104], product: [96, 62, 112], shape: 'bottle', at: 0.5, sun: { x: 0.74, y: 0.24, radius: 0.13 } };

/** Two rights end soon, one has ended, one is exclusive, one asset has none; one picture lies there twice, a little brighter. */
export const DEMO_ASSETS: readonly DemoAsset[] = [
  {
    title: '晚霞精华主图', fileName: '晚霞精华_主图_终版.png', caption: '紫色瓶身，晚霞背景，桌面投影。', tags: ['精华', '主图', '夏日焕新'], language: 'zh', handle: 'xinglan.shen', daysAgo: 24, picture: DUSK,
    rights: [right(5, { channels: ['own_social', 'product_page', 'paid_ads'], creditLine: '图：沈星澜', contractPage: 'HT-2026-014 第 3 页' })],
    uses: [{ daysAgo: 18, channel: 'product_page', place: '天猫旗舰店详情页首图' }, { daysAgo: 9, channel: 'paid_ads', place: '信息流第 2 组素材' }],
  },
  {
    title: '晚霞精华主图 提亮版', fileName: '晚霞精华_主图_提亮.png', caption: '与主图相同，整体提亮。', tags: ['精华', '主图'], language: 'zh', handle: 'xinglan.shen', daysAgo: 23, picture: { ...DUSK, brightness: 14 },
    rights: [right(5, { creditLine: '图：沈星澜', contractPage: 'HT-2026-014 第 3 页' })], uses: [],
  },
  {
    title: '开箱测评封面', fileName: 'cover_unboxing.png', caption: '五百万播放的测评视频封面。', tags: ['测评', '封面', '防晒'], language: 'zh', handle: 'xinglan.shen', daysAgo: 22,
    picture: { ...WIDE, wall: [150, 196, 214], table: [96, 140, 160], product: [238, 132, 84], shape: 'tube', at: 0.62, sun: { x: 0.22, y: 0.3, radius: 0.1 } },
    rights: [right(21, { channels: ['own_social', 'live_stream'], contractPage: 'HT-2026-014 第 4 页' })], uses: [],
  },
  {
    title: '直播间面霜海报', fileName: 'live_poster_cream.png', caption: '直播间背景板，竖版。', tags: ['面霜', '直播', '海报'], language: 'zh', handle: 'yuan-live', daysAgo: 26,
    picture: { ...PORTRAIT, wall: [206, 188, 226], table: [150, 128, 178], product: [250, 214, 120], shape: 'jar', at: 0.48, sun: { x: 0.25, y: 0.2, radius: 0.16 } },
    rights: [right(200, { channels: ['live_stream', 'offline'], isExclusive: true, creditLine: '@元气直播间', contractPage: 'HT-2026-021 第 2 页' })],
    uses: [{ daysAgo: 12, channel: 'live_stream', place: '品牌直播间背景板' }],
  },
  {
    title: '小满的清晨护肤', fileName: 'xiaoman_morning.png', caption: '自然光，绿色瓶身，适合早间护肤主题。', tags: ['精华', '清晨', '护肤'], language: 'zh', handle: 'xiaoman-lin', daysAgo: 20,
    picture: { ...SQUARE, wall: [206, 226, 204], table: [160, 186, 152], product: [58, 118, 88], shape: 'bottle', at: 0.36, sun: { x: 0.78, y: 0.26, radius: 0.18 } },
    rights: [right(null, { channels: ['own_social', 'product_page', 'email'], territories: ['WW'], contractPage: 'HT-2026-033 第 5 页' })],
    uses: [{ daysAgo: 6, channel: 'email', place: '七月会员邮件' }],
  },
  {
    title: '旅行装防晒 合集图', fileName: 'travel_kit.png', caption: '旅行装防晒，蓝色背景。', tags: ['防晒', '旅行'], language: 'zh', handle: 'xiaoman-lin', daysAgo: 28,
    picture: { ...WIDE, wall: [120, 168, 220], table: [228, 208, 172], product: [255, 244, 230], shape: 'tube', at: 0.4, sun: { x: 0.8, y: 0.28, radius: 0.12 } },
    rights: [right(-10, { fromDays: -120, contractPage: 'HT-2026-007 第 1 页' })], uses: [],
  },
  {
    title: 'Summer serum key visual', fileName: 'summer-serum-kv.png', caption: 'Key visual for overseas channels, English market.', tags: ['serum', 'key visual'], language: 'en', handle: null, daysAgo: 15,
    picture: { ...SQUARE, wall: [250, 214, 190], table: [226, 160, 130], product: [196, 62, 74], shape: 'bottle', at: 0.6, sun: { x: 0.24, y: 0.3, radius: 0.15 } },
    rights: [], uses: [],
  },
  {
    title: '品牌片头提示音', fileName: 'brand_sting.wav', caption: '短视频片头两声提示音。', tags: ['片头', '音效'], language: 'none', handle: null, daysAgo: 30, picture: null,
    rights: [right(null, { channels: ['own_social', 'live_stream', 'paid_ads'], territories: ['WW'] })], uses: [],
  },
];

export const DEMO_TEXTS = [
  {
    kind: 'script', handle: 'xinglan.shen', daysAgo: 25, title: '晚霞精华口播脚本', tags: ['精华', '口播'], language: 'zh',
    body: '【广告】下班路上的晚霞很短，熬夜的脸却很长。\n这瓶精华我用了二十八天：第一周不紧绷，第三周同事问我是不是休了假。\n两泵，按压，别揉。链接在左下角，口令 XINGLAN12。',
  },
  {
    kind: 'text', handle: 'xiaoman-lin', daysAgo: 19, title: '清晨护肤笔记文案', tags: ['护肤', '文案'], language: 'zh',
    body: '早上七点，窗边的光刚好。\n洗脸，一泵精华，防晒，出门。\n护肤不必很多步，稳定最重要。',
  },
] as const;

/** The first so many assets, put together for an agency. */
export const DEMO_COLLECTION = { name: '夏日焕新 · 可复用精选', notes: '供直播间与详情页复用；使用前请核对授权范围并展示署名。', assets: 6, recipient: '代理商直播间' } as const;
