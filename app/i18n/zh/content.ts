import type { content as source } from '../en/content.ts';
import type { Translation } from '../translation.ts';

export const content = {
  title: '{{name}} 的内容', post: '内容', open: '打开原帖', publishedAt: '发布时间', gone: '平台上已不可见', goneText: '自 {{time}} 起平台上已找不到该内容：已删除或不再公开。已有数据保留，到固定时点会再次查询。',
  otherPublication: '平台显示的发布时间为 {{stated}}，系统记录为 {{here}}，时点按后者计算。导入带有其他发布时间的报表即可更正。',
  ages: '固定时点', agesText: '按这些时点评分，新旧内容才可比较。每个时点取到达该时点后采集、且最接近的一次数据。',
  hours_other: '{{count}} 小时', days_other: '{{count}} 天', notReached: '{{time}} 到达', noSnapshot: '没有数据，评分卡采用更早的时点',
  servedBy: '采集于 {{time}} · {{source}}', viewsAt: '播放量 · {{age}}',
  chart: '数据变化', chartTitle: '{{count}}：发布后 {{age}} 为 {{value}}', chartEmpty: '没有任何一次采集上报该指标。', chartBreak: '口径变更', chartAge: '时点',
  snapshots: '历次数据', snapshotsText: '何时、由谁上报了什么。短横线表示未上报，不等于 0。', none: '暂无数据。可通过导入内容数据、平台接口或手工录入获得。',
  captured: '采集时间', age: '时点', source: '来源', version: '口径', versionText: '第 {{version}} 版', serves: '用于时点', corrected: '已更正', correctedAt: '更正于 {{time}}', correct: '更正', correctOf: '更正 {{time}} 的数据',
  breakRow: '自此平台采用新口径（第 {{version}} 版），上下数据不可比较。',
  breakOf: '{{count}}的含义自 {{day}} 起变更。',
  sourceName: { file: '文件导入', api: 'API', manual: '手工录入', 'youtube-api': 'YouTube 接口', demo: '演示' },
  count: {
    impressions: '曝光量', views: '播放量', likes: '点赞', comments: '评论', shares: '分享', saves: '收藏', follows: '涨粉', positiveComments: '正面评论', neutralComments: '中性评论', negativeComments: '负面评论',
  },
  classified: '评论 + / = / −',
  form: {
    correctTitle: '更正 {{time}} 的数据（{{source}}）', correctText: '来源上报的原始数据会保留；此后所有页面、评分和导出都采用您填写的数据。留空表示“未上报”。', addTitle: '手工录入数据',
    addText: '适用于从截图或达人后台读取的数据。留空表示“未上报”。', capturedAt: '采集时间', capturedHint: '读取数据的时间，时区 {{zone}}。', reason: '原因', reasonHint: '与更正一并保留，以备查询。',
    where: '数据读取自何处', save: '保存更正', add: '录入', cancel: '取消', openAdd: '手工录入', failed: '尚未保存，请检查标出的字段。',
    stale: '期间已有人更正过该数据，当前数据见更正记录；您填写的内容仍保留在此。', unchanged: '与当前数据一致，无需保存。', gone: '该次数据已不存在。',
    problem: { count: '请填写整数，如 1234、12.5万 或 3.3k，也可留空。', reason: '请说明原因。', capturedAt: '请填写日期和时间。', outside: '时间须在发布之后、当前之前。', exists: '该时间已有手工录入的数据，请改为更正。', nothing: '请至少填写一项。' },
  },
  history: {
    title: '更正记录', none: '没有更正记录。', of: '{{time}} 的数据，{{source}}', change: '{{count}}：{{before}} → {{after}}', notReported: '未上报', undo: '撤回', undoOf: '撤回 {{time}} 的更正', undoReason: '为何撤回？', undone: '撤回第 {{sequence}} 次更正',
    number: '第 {{sequence}} 次更正', confirm: '撤回',
  },
} satisfies Translation<typeof source>;
