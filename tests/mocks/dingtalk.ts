import { http, HttpResponse } from 'msw';

/** A custom robot of DingTalk as its documentation describes it: every answer is a 200, and `errcode` says whether it is an error. */
export interface RobotCall {
  readonly url: URL;
  readonly body: string;
  readonly headers: Headers;
}

/** Takes messages and keeps them. */
export function dingTalkRobot(calls: RobotCall[]) {
  return http.post('https://oapi.dingtalk.com/robot/send', async ({ request }) => {
    calls.push({ url: new URL(request.url), body: await request.text(), headers: request.headers });
    return HttpResponse.json({ errcode: 0, errmsg: 'ok' });
  });
}

/** Refuses every message, in the words of the robot. */
export function dingTalkError(errcode: number, errmsg: string, calls: RobotCall[] = []) {
  return http.post('https://oapi.dingtalk.com/robot/send', async ({ request }) => {
    calls.push({ url: new URL(request.url), body: await request.text(), headers: request.headers });
    return HttpResponse.json({ errcode, errmsg });
  });
}
