import { http, HttpResponse } from 'msw';
import type { RobotCall } from './dingtalk.ts';

/** A robot of a WeCom group: every answer is a 200 with an `errcode`. */
export function weComRobot(calls: RobotCall[], { errcode, errmsg }: { readonly errcode: number; readonly errmsg: string } = { errcode: 0, errmsg: 'ok' }) {
  return http.post('https://qyapi.weixin.qq.com/cgi-bin/webhook/send', async ({ request }) => {
    calls.push({ url: new URL(request.url), body: await request.text(), headers: request.headers });
    return HttpResponse.json({ errcode, errmsg });
  });
}
