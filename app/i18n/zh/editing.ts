import type { editing as source } from '../en/editing.ts';
import type { Translation } from '../translation.ts';

export const editing: Translation<typeof source> = {
  listJoin: '、',
  field: { name: '名称', tier: '层级', status: '状态', price: '报价', verticals: '垂类', notes: '备注', flight: '投放期' },
  cell: {
    label: '{{field}}：{{value}}。按回车编辑。', empty: '空', hint: '回车编辑，方向键移动，Tab 保存并前往下一格，Esc 还原。', saving: '正在保存…',
    theirs: '其间他人已改为“{{value}}”。', keepMine: '保留我的', takeTheirs: '采用对方的', failed: '未保存：连接失败。您输入的内容仍在。', retry: '重试', drop: '恢复原样',
    reasonMissing: '拉黑需要填写原因。', reason: '原因', saved: '{{name}}：{{field}}已更改', gone: '该行已不存在，请重新加载页面。',
  },
  problem: {
    'not-found': '已不存在', stale: '其间已被他人更改', unchanged: '本来就是如此', unreadable: '无法识别“{{detail}}”', 'reason-missing': '拉黑需要填写原因',
    'price-missing': '没有报价', 'too-many-verticals': '垂类将超过 100 个', 'too-long': '超过 {{detail}} 个字符', 'in-use': '已有使用记录，只能归档：',
    'row-left': '保持原样：本行另一格无法识别', 'ends-before-start': '投放结束将早于开始', 'sign-off-needed': '需要会签，请在其页面操作', 'tier-locked': '该层级预算已锁定（{{detail}}）', 'campaign-closed': '活动已关闭', 'not-offered': '此处不可更改',
  },
  obstacle: {
    collaborations_other: '{{count}} 个已离开草稿的合作项目', 'left-draft_other': '已不是草稿', money_other: '{{count}} 条账目', content_other: '{{count}} 条内容', orders_other: '{{count}} 笔归因订单',
    clicks_other: '{{count}} 天有点击', reviews_other: '{{count}} 次复盘', proposals_other: '{{count}} 条优化建议', replacements_other: '{{count}} 个替换合作', 'sign-offs_other': '{{count}} 个会签', assets_other: '{{count}} 个素材',
  },
  skipped: { unknown: '已不存在的行' },
  select: {
    row: '选择 {{name}}', page: '选择本页所有行', column: '选择', chosen_other: '本页已选 {{count}} 行', allMatch_other: '选择符合条件的全部 {{formatted}} 行', allMatchMore: '选择符合条件的全部行（超过 {{formatted}} 行）',
    allChosen_other: '已选择符合条件的全部 {{formatted}} 行', allChosenMore: '已选择符合条件的全部行（超过 {{formatted}} 行）', clear: '清除选择', bar: '更改所选行',
  },
  action: { label: '更改', tier: '设置层级', status: '设置状态', 'add-vertical': '添加垂类', 'remove-vertical': '移除垂类', archive: '归档', delete: '删除', vertical: '垂类', reason: '原因', preview: '预览更改' },
  bulk: {
    title: '批量更改达人', back: '返回列表', willChange_other: '将更改 {{formatted}} 位达人', willDelete_other: '将删除 {{formatted}} 位达人', nothingChanges: '不会有任何更改', ofChosen_other: '共选择 {{formatted}} 位。',
    undoNote: '10 分钟内可整体撤销。', deleteNote: '将移入回收站保留 30 天；10 分钟内可整体撤销。', apply_other: '更改 {{formatted}} 位达人', delete_other: '删除 {{formatted}} 位达人', willLeave_other: '{{formatted}} 位保持原样',
    changes: '更改内容', deletions: '将删除', field: '字段', before: '更改前', after: '更改后', more_other: '另有 {{formatted}} 项', again: '预览之后数据有变化，请再次确认；尚未执行任何更改。',
    problem: { form: '无法识别所选内容。', nothing: '未选择任何行。', value: '请选择要改成什么。' },
  },
  undo: {
    title: '撤销更改', button: '撤销', effect: '所有行恢复原样，要么全部，要么不动。', locked: '财务已锁定这笔预算', changedSince: '以下行此后又有更改，因此未撤销任何内容：',
    standing: { 'already-undone': '该更改已撤销。', 'too-late': '已超过 10 分钟，无法撤销。', 'not-yours': '只有更改者本人可以撤销。' },
    done_other: '已撤销：{{count}} 行恢复原样', nothing: '本页没有可撤销的更改。', conflict: '无法撤销：其位置已被占用。',
    banner: { cell_other: '已更改 {{count}} 行。', bulk_other: '已更改 {{count}} 行。', paste_other: '已更改 {{count}} 行。', delete_other: '已删除 {{count}} 项。' },
    bannerLeft_other: '{{count}} 项保持原样：',
  },
  history: {
    title: '批量更改记录', note: '永久保留。更改者本人可在 10 分钟内整体撤销。', at: '时间', who: '操作人', what: '内容', left: '保持原样', undo: '撤销', undoneBy: '已由 {{name}} 撤销',
    leftCount_other: '{{count}} 行', kind: { cell: '单元格', bulk: '批量更改', paste: '粘贴', delete: '删除' }, of: { kol_other: '{{count}} 位达人', campaign_other: '{{count}} 个活动', collaboration_other: '{{count}} 个合作项目' },
  },
  bin: {
    title: '回收站', chip_other: '已删除（{{count}}）', note: '保留 {{days}} 天，之后彻底移除。', kinds: '显示', kind: { all: '全部', kol: '达人', campaign: '活动', collaboration: '合作项目' },
    empty: '回收站为空', emptyText: '删除的内容在此保留 {{days}} 天，可随时恢复。', what: '内容', kindHead: '类型', by: '删除人', at: '删除时间', left: '剩余时间', days_other: '{{count}} 天', action: '操作', restore: '恢复', restoreNamed: '恢复 {{name}}', gone: '该内容已不在回收站中。',
    deleteTitle: '删除', deleteKol: '删除该达人', deleteCampaign: '删除该活动', deleteCollaboration: '删除该草稿', deleteText: '移入回收站保留 30 天，可从中恢复。',
    inUse: '已有历史记录，不能删除：{{reasons}}。', archiveInstead: '可以改为归档：不再出现在列表和选项中，数据保留。', stale: '其间已被他人更改，请重新查看后再操作。',
  },
  conflict: {
    title: '无法按原样恢复', 'handle-taken': '账号 {{value}} 现属于 {{holder}}', 'slug-taken': '地址 {{value}} 现属于 {{holder}}', 'coupon-taken': '优惠码 {{value}} 现属于 {{holder}}', 'place-taken': '{{holder}} 已在 {{value}} 中',
    'campaign-gone': '所属活动已不存在：{{holder}}，请先恢复活动', 'kol-gone': '所属达人已不存在：{{holder}}，请先恢复达人', 'replaced-gone': '它所替换的合作项目已不存在',
  },
  paste: {
    title: '粘贴区块', text: '逐格显示更改前后。无法识别的单元格会标出，所在行保持原样。', row: '行', field: '字段', before: '更改前', after: '更改后', problem: '问题', close: '关闭', cancel: '取消', apply_other: '更改 {{count}} 行', nothing: '不会有任何更改。',
    over: '超出部分已略去：{{rows}} 行、{{columns}} 列。', reading: '正在读取…', failed: '无法读取该区块。', tooLarge: '超过 {{max}} 格：请改用文件导入。', done_other: '已更改 {{count}} 行', reason: '拉黑原因',
  },
  panel: { open: '在列表旁显示 {{name}}', close: '关闭面板', title: '概要', page: '打开页面', edit: '编辑', loading: '正在加载…', failed: '无法加载概要。', more_other: '另有 {{count}} 项', collaborations: '最近的合作项目' },
  merge: {
    title: '您编辑期间，他人已保存', text: '您输入的内容没有丢失。请逐项选择要保存的内容；只有您改过的字段不在此列。', field: '字段', base: '打开时', mine: '您的', theirs: '其间已保存', empty: '空',
    chooseMine: '{{field}}保留您的', chooseTheirs: '{{field}}采用已保存的', fields: '有差异的字段', clean: '其间他人也保存过，但未改动您改过的字段。再次保存即可加入您的更改。', edited: '选择之后若又在下方字段中输入，则以输入为准。',
  },
};
