import type { auth as source } from '../en/auth.ts';
import type { Translation } from '../translation.ts';

export const auth = {
  title: '登录',
  subtitle: '规划、追踪并审计你的 KOL 矩阵。',
  email: '邮箱',
  password: '密码',
  showPassword: '显示密码',
  hidePassword: '隐藏密码',
  signIn: '登录',
  signingIn: '登录中…',
  signOut: '退出登录',
  wrongCredentials: '邮箱或密码不正确，请检查后重试。',
  tooManyAttempts_other: '尝试次数过多，请 {{count}} 分钟后再试。',
  noWorkspace: '该账号已不属于任何工作区，请联系管理员。',
  signInFirst: '请先登录再打开此页面。',
  emailInvalid: '请输入邮箱地址，例如 name@example.com。',
  passwordMissing: '请输入密码。',
} satisfies Translation<typeof source>;
