import { http, HttpResponse } from 'msw';
import type { RobotCall } from './dingtalk.ts';

const ADDRESS = 'https://:host/open-apis/bot/v2/hook/:token';
const HOSTS = ['open.feishu.cn', 'open.larksuite.com'];

/** A custom bot of Feishu or Lark: `code` says whether it is an error, sometimes beside a 400. */
export function feishuBot(calls: RobotCall[], answer: { readonly code: number; readonly msg: string; readonly status?: number } = { code: 0, msg: 'success' }) {
  return HOSTS.map((host) => http.post(ADDRESS.replace(':host', host), async ({ request }) => {
    calls.push({ url: new URL(request.url), body: await request.text(), headers: request.headers });
    return HttpResponse.json({ code: answer.code, msg: answer.msg, data: {} }, { status: answer.status ?? 200 });
  }));
}

/** What older bots answer. */
export function oldFeishuBot(calls: RobotCall[]) {
  return http.post('https://open.feishu.cn/open-apis/bot/v2/hook/:token', async ({ request }) => {
    calls.push({ url: new URL(request.url), body: await request.text(), headers: request.headers });
    return HttpResponse.json({ Extra: null, StatusCode: 0, StatusMessage: 'success' });
  });
}
