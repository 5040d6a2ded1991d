import { http, HttpResponse } from 'msw';
import type { RobotCall } from './dingtalk.ts';

/** An incoming webhook of Slack: plain words as its body, with a status that says the same. */
export function slackHook(calls: RobotCall[], { status, body, headers }: { readonly status: number; readonly body: string; readonly headers?: Record<string, string> } = { status: 200, body: 'ok' }) {
  return http.post('https://hooks.slack.com/services/:team/:app/:token', async ({ request }) => {
    calls.push({ url: new URL(request.url), body: await request.text(), headers: request.headers });
    return new HttpResponse(body, { status, headers: headers ?? {} });
  });
}
