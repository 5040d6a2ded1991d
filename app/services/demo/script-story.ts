import type { BriefPlan } from '#app/domain/brief.ts';
import { EMPTY_PLAN } from '#app/domain/brief.ts';
import type { ScriptStep } from '#app/domain/script.ts';

/** Who says what about the scripts of the summer campaign. */
export const SCRIPT_CAST = { writer: '林可', content: '苏禾', legal: '许静（法务）' } as const;
export type ScriptHand = keyof typeof SCRIPT_CAST;

/** One thing that somebody did, some days before today. */
export type ScriptScene =
  | { readonly daysAgo: number; readonly writes: string; readonly note?: string }
  | { readonly daysAgo: number; readonly by: ScriptHand; readonly step: ScriptStep; readonly reason?: string };

export interface ScriptStory {
  readonly handle: string;
  /** Days from today; the script is due three days before. */
  readonly publishInDays: number;
  readonly scenes: readonly ScriptScene[];
  /** What its brief says differently. */
  readonly brief?: Partial<BriefPlan>;
}

/** What every brief of the summer campaign begins from. */
export const SUMMER_PLAN: BriefPlan = {
  ...EMPTY_PLAN,
  goal: '让通勤人群在第二波投放中记住“轻透不搓泥”，引导到达人专属链接下单。',
  audience: '22–35 岁，一二线城市通勤人群，关注防晒与妆前打底。',
  sellingPoints: ['三秒成膜，不搓泥', '全天候高倍防护', '可当妆前乳使用'],
  mustSay: ['SPF50+ PA++++', '全程高倍防护'],
  mustNotSay: ['永不晒黑', '医用级', '100% 有效', '第一品牌'],
  format: '60 秒竖版视频', minimumLength: 60, maximumLength: 600, isReview: true,
};

export const SEEDING_PLAN: BriefPlan = {
  ...EMPTY_PLAN, goal: '生活方式种草：自然露出产品，不做功效承诺。', audience: '大学生与职场新人', sellingPoints: ['通勤包里必带', '好闻不黏'], mustNotSay: ['永不晒黑', '医用级'], format: '图文笔记', maximumLength: 400,
};

const COMMUTE = [
  '通勤防晒我只认这一支。早上七点半出门，地铁站到公司要晒十五分钟，以前涂别的防晒到中午就开始搓泥，',
  '今天这支三秒成膜，抹开像水一样，后面直接上底妆也不卡粉。',
].join('');

export const SCRIPT_STORIES: readonly ScriptStory[] = [
  {
    handle: 'zhixia-skin', publishInDays: -1,
    scenes: [
      { daysAgo: 9, writes: '先说结论：油皮可以冲。我连续用了二十一天，这支防晒医用级的肤感，真的不搓泥。标称 SPF50+ PA++++，实测海边一下午没有红。' },
      { daysAgo: 9, by: 'writer', step: 'submit' },
      { daysAgo: 8, by: 'content', step: 'return_content', reason: '“医用级”不能说；缺“全程高倍防护”；开头加【广告】标识。' },
      { daysAgo: 7, writes: '【广告】先说结论：油皮可以冲。我连续用了二十一天，这支防晒的肤感清爽，真的不搓泥。标称 SPF50+ PA++++，全程高倍防护，实测海边一下午没有红。', note: '按意见删去“医用级”，补标识与必说内容' },
      { daysAgo: 7, by: 'writer', step: 'submit' }, { daysAgo: 6, by: 'content', step: 'approve_content' }, { daysAgo: 5, by: 'legal', step: 'approve_legal' }, { daysAgo: 1, by: 'content', step: 'publish' },
    ],
  },
  {
    handle: 'xiaoman-lin', publishInDays: 3,
    scenes: [
      { daysAgo: 5, writes: '【广告】实验室出身的我，最想看的是成分表。这支防晒的膜感来自三种聚合物，涂完三秒就干。标称 SPF50+ PA++++，全程高倍防护，我用紫外灯照给大家看：涂过的一侧几乎不透光。链接在评论区。' },
      { daysAgo: 4, by: 'writer', step: 'submit' },
    ],
  },
  {
    handle: 'yizhou-lab', publishInDays: 5,
    scenes: [
      { daysAgo: 3, writes: '【广告】三款防晒横评，今天的主角是它。第一项测成膜速度，第二项测搓泥，第三项测八小时后的肤色。SPF50+ PA++++ 的标称在三项里最稳，全程高倍防护这句话我认。想看数据的往后拉。' },
      { daysAgo: 2, by: 'writer', step: 'submit' }, { daysAgo: 1, by: 'content', step: 'approve_content' },
    ],
  },
  {
    handle: 'youzi-lab', publishInDays: 6,
    scenes: [
      { daysAgo: 2, writes: '柚子研究所开门！这支防晒我做了三个小实验：滴水、揉搓、上妆。SPF50+ PA++++，全程高倍防护，滴水成珠的那一幕最惊艳。购买入口在主页。' },
      { daysAgo: 2, by: 'writer', step: 'submit' }, { daysAgo: 1, by: 'content', step: 'approve_content', reason: '内容没有问题，请法务看标识。' },
    ],
  },
  {
    handle: 'alan-spf', publishInDays: 6,
    scenes: [
      { daysAgo: 2, writes: `【广告】${COMMUTE}SPF50+ PA++++，全程高倍防护，下班回家镜子里还是早上那张脸。想试的朋友点我主页链接，用我的码有专属价。` },
      { daysAgo: 1, by: 'writer', step: 'submit' },
    ],
  },
  {
    handle: 'xiaolu-offwork', publishInDays: 7,
    scenes: [{ daysAgo: 1, writes: `【广告】${COMMUTE}SPF50+ PA++++，全程高倍防护，晚上卸妆才想起来自己涂过防晒。想试的朋友点我主页链接，用我的码有专属价。` }],
  },
  {
    handle: 'nanfeng-notes', publishInDays: 8,
    scenes: [
      { daysAgo: 3, writes: '【广告】南风的夏日清单第三条：防晒。涂了它你就永不晒黑！SPF50+ PA++++，我在洱海边骑了一整天车。' },
      { daysAgo: 3, by: 'writer', step: 'submit' }, { daysAgo: 1, by: 'content', step: 'return_content', reason: '“永不晒黑”属于禁用说法；缺“全程高倍防护”。' },
    ],
  },
  {
    handle: 'xiaxia-bath', publishInDays: 2,
    scenes: [
      { daysAgo: 6, writes: '【广告】泡完澡的皮肤最怕黏。这支防晒我早上冲完凉直接抹，毛巾一按就干。SPF50+ PA++++，全程高倍防护，浴室柜里它已经空了两支。' },
      { daysAgo: 5, by: 'writer', step: 'submit' }, { daysAgo: 4, by: 'content', step: 'approve_content' }, { daysAgo: 3, by: 'legal', step: 'approve_legal' },
    ],
  },
  {
    handle: 'mia.torres.glow', publishInDays: 4,
    brief: { goal: 'Second wave abroad: a weightless sunscreen that sits under make-up.', audience: 'Commuters, 22 to 35', sellingPoints: ['Sets in three seconds', 'No white cast'], mustSay: ['SPF50+', 'no white cast'], mustNotSay: ['sunblock', 'all day protection'], format: 'Vertical video, 45 s', minimumLength: 80 },
    scenes: [
      { daysAgo: 2, writes: '#ad Okay, three seconds. That is how long this SPF50+ takes to set, and I timed it on both cheeks. There is no white cast under my foundation, not even in the car mirror. Link is in my bio, and my code still works this week.' },
      { daysAgo: 1, by: 'writer', step: 'submit' },
    ],
  },
  {
    handle: 'lizi-campus', publishInDays: 9, brief: { ...SEEDING_PLAN, mustSay: [], minimumLength: null, isReview: false },
    scenes: [{ daysAgo: 1, writes: '期末周的图书馆靠窗位，从早坐到晚。包里常备：冰美式、耳机、这支不黏的防晒。小票夹在书里，等考完再来复盘这个夏天。' }],
  },
  { handle: 'kenji.walks', publishInDays: 10, brief: { goal: 'A walk through Kyoto in the morning sun.', audience: 'Travellers', sellingPoints: ['Fits a shirt pocket'], mustSay: ['SPF50+'], mustNotSay: ['sunblock'], format: 'Short film, 90 s', minimumLength: null }, scenes: [] },
];
