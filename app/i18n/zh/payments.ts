import type { payments as source } from '../en/payments.ts';
import type { Translation } from '../translation.ts';

export const payments = {
  title: '付款',
  payment: '付款',
  column: {
    kol: '达人', campaign: '活动', stage: '阶段', tier: '层级', status: '状态', amount: '金额', requested: '申请', approved: '审批', paid: '付款人', paidOn: '付款日期', reference: '银行流水号', rate: '锁定汇率',
  },
  show: { verify: '已申请，待核对', pay: '已审批，待付款', paid: '已付款', all: '全部付款' },
  empty: { verify: '没有待审批的付款', pay: '没有待付款项', paid: '还没有已付款项', all: '没有付款', text: '付款随合作项目计划，可在合作页面或这里申请。' },
  noRate: '无汇率',
  facts: '经办记录',
  history: '历史',
  noHistory: '尚无操作。',
  entries: '台账分录',
  next: '可执行的操作',
  isPaid: '已付款，不能再操作；付错的款项在下一笔付款中更正。',
  isVoided: '已作废，不能再操作。',
  readOnly: '您的角色只能查看付款。',
  refusedTitle: '未执行',
  step: { request: '申请付款', withdraw: '撤回申请', approve: '审批通过', pay: '标记为已付款', void: '作废' },
  stepMeaning: {
    request: '提交财务审批。', withdraw: '撤回申请，恢复为计划状态。', approve: '台账记为应付。', pay: '台账记为已从银行付出。',
    void: '永久作废；已审批的部分在台账中冲销。',
  },
  field: { reason: '原因', paidOn: '付款日期', reference: '银行流水号', password: '您的密码', passwordHint: '资金变动前须再次输入，几分钟内有效。' },
  problem: { closed: '{{month}} 已由 {{closedByName}} 关账。请将日期填为 {{openFrom}} 或之后，或请财务重新打开该月。', required: '必填。', day: '请填写日期。', wrong: '密码不正确。', 'too-many': '尝试次数过多，请几分钟后再试。', amount: '请填写大于 0 的金额。' },
  refused: {
    'not-finance': '只有财务可以审批和付款。', 'step-up-needed': '请再次输入密码。', 'not-allowed': '当前状态已不允许此操作，可能已有他人处理。', 'same-person': '这是您申请的付款，须由他人审批。',
    'fuse-tripped': '该合作已熔断：三方会签重置之前不得审批付款。', 'above-commitment': '付款将超出已承诺金额，须三方会签。',
    'paid-in-future': '付款日期不能晚于今天。', 'key-reused': '此表单已用于其他操作，请刷新页面。',
    'not-planned': '已经申请过。', 'not-found': '该付款已不存在。',
  },
  coverage: { committed: '已承诺', settled: '已审批或已付', this: '本次付款' },
  paper: { quote: '报价', contract: '合同', invoice: '发票', payment: '付款' },
  fault: { missing: '缺失', currency: '币种不符', amount: '金额不符' },
  found: { missing: '尚未登记', currency: '为其他币种', amount: '不一致' },
  match: {
    title: '单据不一致：{{count}}', papers: '报价、合同、发票、付款', text: '合同应与约定一致；发票不超过合同，付款不超过发票。', none: '所有单据一致。', agrees: '单据一致', mismatch: '不一致',
    record: '登记单据',
  },
  papers: {
    title: '合同与发票', contract: '合同', contractText: '已签署的内容。更正前的内容保留在审计日志中。', saveContract: '保存合同', contractNone: '尚未登记合同。', amount: '金额', currency: '币种', signedOn: '签署日期', fileName: '文件名',
    fileHint: '原件存放处，可不填。', invoices: '发票', invoicesText: '登记发票不会付款，只与约定和付款金额核对。', addInvoice: '登记发票', number: '发票号', issuedOn: '开票日期', receivedOn: '收票日期',
    by: '登记人', struckOut: '已作废', strikeOut: '作废', reason: '原因', noInvoices: '尚未登记发票。', saved: '已保存。',
    problem: {
      required: '必填。', amount: '请填写金额，例如 1200.00。', currency: '请填写币种代码，例如 CNY。', day: '请填写日期。', numberTaken: '该合作已有相同号码的发票。',
      receivedBeforeIssued: '收票日期不能早于开票日期。', alreadyVoided: '该发票已作废。', periodClosed: '{{month}} 已由 {{closedByName}} 关账。请将日期填为 {{openFrom}} 或之后，或请财务重新打开该月。',
    },
  },
  signOff: {
    title: '会签', open: '待会签', decided: '已决定', overdue: '已逾期', kindColumn: '事项', subject: '对象', seats: '席位', deadline: '截止时间', decidedAt: '决定时间', usedAt: '使用时间', asked: '申请内容', rule: '规则',
    status: { open: '待会签', approved: '已通过', refused: '已拒绝', expired: '已过期', used: '已使用' },
    kind: { fuse_reset: '重置熔断', budget_move: '调整预算', tier_share: '超出层级占比', over_commitment: '超承诺付款' },
    ruleText: {
      fuse_reset: '熔断后不得新增费用和审批付款。三方会签可重置，起初仅限计划的一小部分试投。',
      budget_move: '季度内调整超过活动预算上限，须三方会签。',
      tier_share: '承诺金额超出层级预算占比，须三方会签。',
      over_commitment: '付款超出已承诺金额，须三方会签。',
    },
    yourSeat: '您的席位：{{seat}}。', noSeat: '您没有席位，由管理员授予。', votes: '三个席位，三个人', waiting: '待表态', decisionOf: { approve: '同意', refuse: '拒绝' },
    vote: '您的意见', decision: '决定', approve: '同意', refuse: '拒绝', choose: '请选择其一。', submitVote: '提交意见', forGood: '将署名保留，不可更改。',
    ask: '申请会签', askFor: '申请三方会签', openRequest: '查看已有的会签申请', send: '提交会签', most: '上限', reasonHint: '说明理由，各席位会看到。', ownSeat: '您持有{{seat}}席位。发起人不得表态，须由该席位的其他人表态。', lastSeat: '{{seat}}席位没有其他人', lastSeatText: '发起人不得表态，因此该申请无法通过。请由他人发起，或请管理员将该席位同时授予另一人。', amountHidden: '金额仅对可查看费用的角色显示。',
    pilot: '已重置，处于试投', pilotText: '自该日起重新计算复盘周期；在一个周期恢复正常之前，新增承诺不得超过试投金额。', reset: '重置熔断', resetText: '三个席位均已同意，重置立即生效。',
    emptyOpen: '没有待会签事项', emptyDecided: '还没有已决定的事项', emptyText: '会签从需要它的付款、合作或活动页面发起，由 {{seats}} 个席位表态。',
    refused: {
      'no-seat': '您没有席位。', 'not-open': '该申请已有结果。', expired: '已过截止时间。', 'own-request': '这是您本人发起的申请，须由另外三人表态。', 'already-voted': '您已表态。', 'seat-taken': '您的席位已有人表态。', 'not-found': '该申请已不存在。',
      'not-tripped': '尚未熔断。', 'sign-off-needed': '须先由三个席位同意。',
    },
  },
} satisfies Translation<typeof source>;
