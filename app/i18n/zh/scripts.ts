import type { scripts as source } from '../en/scripts.ts';
import type { Translation } from '../translation.ts';

export const scripts = {
  title: '脚本',
  brief: 'Brief',
  section: 'Brief 与脚本',
  open: 'Brief 与脚本',
  notFound: '没有这份脚本。',
  status: { draft: '草稿', submitted: '内容审核中', content_approved: '法务审核中', ready: '待发布', published: '已发布', returned: '已退回' },
  turn: { author: '撰稿人', content: '内容团队', legal: '法务', publish: '发布', none: '无' },
  step: { submit: '提交审核', approve_content: '通过', return_content: '退回', approve_legal: '法务通过', return_legal: '退回', withdraw: '撤回', publish: '标记为已发布' },
  done: { submit: '已提交', approve_content: '内容审核通过', return_content: '内容团队退回', approve_legal: '法务审核通过', return_legal: '法务退回', withdraw: '已撤回', publish: '已发布' },
  refusal: {
    state: '当前状态不能进行此步骤。', right: '您的角色不能进行此步骤。', 'nothing-written': '还没有写任何版本。', 'own-version': '撰写该版本的人不能以法务身份审核它。',
    'ad-mark': '缺少显著的“广告”标识。没有标识，法务不能通过，也不能发布。', 'legal-missing': 'Brief 现在要求法务审核，而该版本尚未经法务通过。请撤回后重新提交。',
    stale: '他人已在此期间处理。页面已显示最新状态，请重新决定。', reason: '请写明原因，撰稿人会看到。',
  },
  overdue: '已逾期',
  due: '截止',
  noDue: '无截止日',
  round: '第 {{round}} 轮',
  roundOver: '第 {{round}} 轮，已超过通常的 {{usual}} 轮',
  version: '第 {{version}} 版',
  noVersion: '尚未撰写',
  by: '{{name}}',
  briefPage: {
    title: 'Brief', reuse: '可复用的优质素材', none: '还没有 Brief', noneText: 'Brief 说明请达人做什么：必须说的、不能说的，以及截止日期。', write: '撰写 Brief', edit: '新建版本', cancel: '取消', save: '保存为第 {{version}} 版',
    from: '起稿于', fromTemplate: '模板', fromNothing: '空白', use: '采用', begunFrom: '以“{{name}}”起稿。', versions: '版本', compare: '查看改动', latest: '当前有效', copiedFrom: '复制自其他合作',
    changesTitle: '第 {{from}} 版到第 {{to}} 版的改动', noChanges: '两个版本内容相同。', empty: '空', yes: '是', no: '否', removed: '删除', added: '新增', stale: '他人已在此期间写了第 {{version}} 版。您的输入已保留；重新打开页面可从该版本开始。',
    unchanged: '与当前版本没有区别。', problems: 'Brief 未保存，请修改下方标出的内容。', legalBecauseReview: '是，因为是带购买链接的测评',
    copyTitle: '复制给其他合作', copyText: '每个合作会得到自己的新版本；日期随其投放期开始日平移。', copyTo: '复制到', copyAll: '该活动的全部合作', copyTier: '{{tier}}层级', copy: '复制', copied_other: '已复制到 {{count}} 个合作。',
    copySame_other: '{{count}} 个合作的内容原本就相同。', since: '该脚本是按较早版本的 Brief 审核通过的。', templates: '模板',
  },
  field: {
    goal: '目标', audience: '目标人群', sellingPoints: '卖点', mustSay: '必须说', mustNotSay: '不能说', format: '形式', minimumLength: '最少字数', maximumLength: '最多字数', length: '篇幅',
    isReview: '带购买链接的测评或体验分享', isReviewShort: '测评类内容', needsLegal: '法务审核', scriptDueOn: '交稿截止日', publishOn: '计划发布日',
  },
  hint: {
    lines: '每行一条。', mustSay: '每行一条。查找时忽略大小写、全半角、空格和标点；比较脚本雷同度时不计入。', mustNotSay: '每行一条。脚本中出现的每一处都会标出。',
    isReview: '须带有显著的“{{mark}}”标识（境外平台为 #ad 或 paid partnership），并须经法务审核。', format: '例如：60 秒竖版视频',
  },
  error: { required: '必填。', phrase: '每行须含文字或数字，且不超过 200 字。', point: '每行不超过 400 字。', length: '请填写 1 到 10000 的整数。', order: '须大于另一端。', day: '请填写日期，如 2026-07-02。', publishBefore: '早于交稿截止日。', long: '过长。', many: '行数过多。' },
  page: {
    write: '撰写脚本', writeNext: '撰写第 {{version}} 版', text: '脚本', note: '改动说明', noteHint: '供审核人查看，与版本一起保存。', save: '保存第 {{version}} 版', chars: '不超过 {{count}} 字。', blocked: '脚本正在审核。须先撤回或退回，才能撰写新版本。',
    stale: '他人已在此期间写了第 {{version}} 版。您的输入已保留在下方。', unchanged: '与最新版本没有区别。', empty: '请先填写内容。', tooLong: '不超过 {{count}} 字。', versions: '版本', none: '还没有写任何版本。', open: '打开', history: '审核记录',
    noHistory: '尚未提交审核。', similar: '与活动内其他脚本比较', characters_other: '{{count}} 字', noBrief: '还没有 Brief，无法检查必须说和不能说的内容。', older: '这是较早的版本。', newest: '打开最新版本', wasDue: '截止日 {{day}}',
  },
  view: {
    text: '正文', legend: '正文中的标记', said: '必须说', forbidden: '不能说', mark: '广告标识', changes: '相对第 {{version}} 版的改动', against: '对比版本', first: '这是第一版，没有可对比的版本。', compare: '对比', added: '新增', removed: '删除', same: '内容相同。',
    legal: '以法务身份审核', steps: '下一步', over: '已发布，没有后续步骤。', waits: '等待：{{turn}}', reason: '原因或备注', reasonHint: '退回和撤回时必填，撰稿人会看到。', legalHint: '法务审核由管理员授予“法务审核”权限的人进行。',
  },
  check: {
    title: '自动检查', mustSay: '必须说', mustNotSay: '不能说', found_other: '出现 {{count}} 次', missing: '缺失', notSaid: '未出现', said_other: '出现 {{count}} 次', none: 'Brief 没有列出。',
    adMark: '广告标识', adPresent: '已有标识', adMissing: '缺少标识：法务不能通过', adNotNeeded: '无需标识：不是带购买链接的测评', adMainland: '带购买链接的测评或体验分享须显著标明“{{mark}}”，单独成词，例如放在方括号内（2023-05-01 起施行）。', adAbroad: '境外平台须标明 #ad 或 paid partnership。', adEither: '须显著标明“{{mark}}”、#ad 或 paid partnership。',
    adLate: '标识位置靠后，建议放在一眼可见之处。', length: '篇幅', lengthText: '{{characters}} 字，口播约 {{seconds}} 秒', short: '少于要求的 {{limit}} 字', long: '多于要求的 {{limit}} 字', fine: '符合要求', format: '要求的形式',
  },
  near: {
    title: '活动内最相似的脚本', none: '与活动内其他脚本没有相同段落。', nearCopy: '雷同', similarity: '相似度 {{percent}}', passages_other: '{{count}} 处相同段落', compare: '并排对比', threshold: '相似度达到 {{percent}} 视为雷同；Brief 要求的说法不计入。',
  },
  matrix: {
    title: '脚本雷同度', finding_other: '{{count}} 对脚本雷同', findingNone: '没有雷同的脚本', compared_other: '共比较 {{count}} 份脚本',
    text: '比较各合作脚本的最新版本，Brief 要求的说法不计入。相似度达到 {{percent}} 视为雷同。', pairs: '脚本两两比较，最相似的在前', first: '脚本', second: '对比', similarity: '相似度', passages: '相同段落', open: '并排对比', none: '还没有可比较的脚本', noneText: '活动内有两个合作写了脚本后，会在这里比较。',
    noPairs: '没有两份脚本含有相同段落。', self: '同一份脚本', shown: '列出最相似的 {{count}} 对。', scripts: '活动内的脚本', state: '状态',
  },
  compare: {
    title: '并排对比', shared: '相同段落已标出，编号相同即为同一段落。', similarity: '相似度 {{percent}}', nearCopy: '雷同：同一活动的两份脚本相似度达到 {{percent}} 即为雷同。', below: '低于雷同判定线 {{percent}}。', none: '两份脚本没有相同段落。', passages: '相同段落', passage: '段落', at: '字数',
    demanded: 'Brief 要求的说法和广告标识不计入，以灰色显示。',
  },
  list: {
    title: '待审脚本', kol: '达人', campaign: '活动', state: '状态', waits: '等待', due: '截止', round: '轮次', since: '进入时间', author: '撰稿人', publishOn: '计划发布', search: '达人或活动', emptyTitle: '没有待处理的脚本', emptyText: '合作有了 Brief 之后，其脚本会出现在这里。',
    filterState: '状态', filterDue: '截止', overdueOnly: '已逾期', tier: '层级', tab: { content: '待内容审核', legal: '待法务审核', overdue: '已逾期', all: '全部未完成' }, templates: 'Brief 模板',
  },
  templates: {
    title: 'Brief 模板', text: 'Brief 从模板起稿。设为某活动默认的模板，会用于该活动的全部 Brief。', name: '名称', campaign: '作为活动默认', noCampaign: '无：适用于所有活动', add: '新建模板', edit: '编辑', save: '保存模板', delete: '删除', none: '还没有模板。', saved: '已保存。', deleted: '已删除。',
    stale: '他人已在此期间修改该模板。您的输入已保留。', taken: '该活动的 Brief 已默认采用“{{name}}”。', gone: '该模板已不存在。', updated: '修改时间', nameMissing: '请填写名称。', confirmDelete: '删除{{name}}', deleteTitle: '删除“{{name}}”？', deleteText: '已采用它的 Brief 内容不变；模板将彻底删除。', keep: '保留',
  },
  needs: { content_other: '{{count}} 份脚本待审核', legal_other: '{{count}} 份脚本待法务审核', overdue_other: '{{count}} 个审核步骤已逾期' },
  card: { noBrief: '还没有 Brief', briefVersion: 'Brief 第 {{version}} 版', scriptVersion: '脚本第 {{version}} 版', noScript: '还没有脚本' },
} satisfies Translation<typeof source>;
