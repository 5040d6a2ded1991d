import type { shell as source } from '../en/shell.ts';
import type { Translation } from '../translation.ts';

export const shell = {
  title: 'KOL 矩阵',
  skipToContent: '跳到正文',
  mainNavigation: '主导航',
  openMenu: '打开菜单',
  closeMenu: '关闭菜单',
  nav: {
    dashboard: '总览', matrix: '矩阵', kols: '达人', collaborations: '合作', scorecards: '评分', roi: '投产',
    replacements: '汰换', assets: '素材', finance: '财务', imports: '导入', settings: '设置',
  },
  language: '语言',
  languageName: { 'zh-CN': '中文', en: 'English' },
  switchLanguage: '切换语言为{{language}}',
  theme: '外观',
  themeName: { light: '浅色', dark: '深色', system: '跟随系统' },
  account: '账号',
  signedInAs: '当前登录：{{name}}',
  signOut: '退出登录',
  signIn: '登录',
  breadcrumb: '当前位置',
  notifications: '通知',
  workspace: '品牌空间 {{name}}',
  pageLoading: '页面加载中',
} satisfies Translation<typeof source>;
