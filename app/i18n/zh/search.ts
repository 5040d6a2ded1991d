import type { search as source } from '../en/search.ts';
import type { Translation } from '../translation.ts';

export const search = {
  title: '搜索',
  titleOf: '搜索：{{query}}',
  palette: '搜索与命令',
  placeholder: '姓名、账号、拼音、追踪码、订单号、页面或操作…',
  close: '关闭搜索',
  searching: '搜索中…',
  nothing: '没有找到“{{query}}”',
  nothingText: '可输入姓名的一部分、账号、拼音或首字母（wxm 可找到王小美）、追踪码、优惠码，或订单号的前几位。',
  broken: '搜索没有响应，请重试。',
  all: '“{{query}}”的全部结果',
  count_other: '{{count}} 条结果',
  hint: '↑ ↓ 选择，回车打开，Esc 关闭',
  start: '输入姓名的一部分、账号、拼音或首字母、追踪码、优惠码、订单号或付款编号。',
  moreIn: '在{{place}}中查看更多',
  group: {
    recent: '最近打开', actions: '操作', pages: '页面', kols: '达人', campaigns: '活动', collaborations: '合作项目', orders: '订单', assets: '素材', payments: '付款',
  },
  order: '订单 {{id}}',
  asset: 'A-{{number}}',
  payment: '付款 {{reference}}',
  page: {
    reviews: '复盘', swaps: '已完成的汰换', calibration: '预测校准', scripts: '脚本', attribution: '归因', conflicts: '归因冲突', coupons: '优惠码与泄露', orders: '订单',
    signOffs: '会签', ledger: '台账', payments: '付款', variance: '预算差异', periods: '月结', exports: '财务导出', check: '台账核验', audit: '操作日志', people: '成员与角色', tokens: 'API 密钥',
    sources: '内容数据源', shops: '店铺', rates: '汇率', workspace: '品牌空间', thresholds: '阈值', signOut: '退出登录',
  },
  pageWords: {
    dashboard: 'dashboard home zonglan zl 首页', matrix: 'matrix campaigns juzhen jz 活动 huodong hd', kols: 'kol roster daren dr 名单 mingdan md', collaborations: 'collaborations hezuo hz', scorecards: 'scorecards pingfen pf', roi: 'roi touchan tc 红黄绿灯', replacements: 'replacements proposals taihuan th 建议',
    assets: 'assets library sucai sc 素材库', finance: 'finance caiwu cw', imports: 'imports daoru dr', settings: 'settings shezhi sz', reviews: 'reviews fupan fp', swaps: 'swaps taihuan th', calibration: 'calibration jiaozhun jz', scripts: 'scripts jiaoben jb', attribution: 'attribution guiyin gy',
    conflicts: 'conflicts chongtu ct', coupons: 'coupons youhuima yhm', orders: 'orders dingdan dd', signOffs: 'sign-offs huiqian hq', ledger: 'ledger taizhang tz', payments: 'payments fukuan fk', variance: 'variance chayi cy', periods: 'periods yuejie yj',
    exports: 'exports daochu dc', check: 'check verify heyan hy', audit: 'audit rizhi rz', people: 'people users chengyuan cy', tokens: 'tokens api miyao my', sources: 'sources youtube shujuyuan sjy', shops: 'shops shopify dianpu dp', rates: 'rates huilv hl',
    workspace: 'workspace pinpai pp', thresholds: 'thresholds policy yuzhi yz', signOut: 'sign out tuichu tc',
  },
  action: {
    newKol: '新建达人', newCampaign: '新建活动', newCollaboration: '新建合作', import: '导入{{kind}}', runReview: '运行复盘', shortcuts: '查看快捷键', firstSteps: '查看快速上手',
    light: '浅色外观', dark: '深色外观', system: '外观跟随系统',
  },
  actionWords: {
    newKol: 'new kol add xinjian daren xjdr', newCampaign: 'new campaign add xinjian huodong xjhd', newCollaboration: 'new collaboration add xinjian hezuo xjhz', import: 'import daoru dr upload', runReview: 'run review fupan yunxing yxfp', shortcuts: 'shortcuts keys kuaijiejian kjj', firstSteps: 'first steps help kuaisu ks 帮助', theme: 'theme dark light waiguan wg 深色 浅色', language: 'language yuyan yy',
  },
  importKind: { roster: '达人名单', campaigns: '活动', collaborations: '合作项目', content: '内容数据', orders: '订单', costs: '费用', payments: '付款' },
  shortcuts: {
    title: '快捷键', close: '关闭', afterwards: '然后', anywhere: '任意页面', goTo: '前往', rows: '表格行', off: '单键快捷键已关闭。', turnOn: '开启', turnOff: '关闭单键快捷键',
    note: '输入文字时单键快捷键不会触发；可在此处或账号菜单中关闭。',
  },
  shortcut: {
    palette: '搜索与命令', search: '搜索当前页面', help: '打开本列表', dashboard: '总览', roster: '达人', collaborations: '合作', matrix: '矩阵', roi: '投产', proposals: '汰换', finance: '财务',
    assets: '素材', create: '新建（随页面而定）', next: '下一行', previous: '上一行', select: '选中行', open: '打开行（或回车）', edit: '编辑',
  },
} satisfies Translation<typeof source>;
