import { describe, expect, test } from 'vitest';
import type { ChannelKind } from './notice-channel.ts';
import { addressHint, CHANNEL_KINDS, isChannelAddress, isChannelSecret, recipientsOf, remedyOf, robotHost, SEND_PROBLEMS, silenceMs, takesSecret } from './notice-channel.ts';

const KEY = '0123456789abcdef0123456789abcdef';
const GOOD: Record<ChannelKind, string> = {
  mail: 'finance@brand.example, ops@brand.example',
  dingtalk: `https://oapi.dingtalk.com/robot/send?access_token=${KEY}`,
  feishu: `https://open.feishu.cn/open-apis/bot/v2/hook/${KEY}`,
  lark: `https://open.larksuite.com/open-apis/bot/v2/hook/${KEY}`,
  wecom: `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${KEY}`,
  slack: 'https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX',
  webhook: 'https://alerts.brand.example/kol?x=1',
};

describe('addresses', () => {
  test.each(CHANNEL_KINDS)('%s takes its own form and no other kind of robot', (kind) => {
    expect(isChannelAddress(kind, GOOD[kind])).toBe(true);
    for (const other of CHANNEL_KINDS) {
      if (other !== kind && kind !== 'webhook') expect(isChannelAddress(kind, GOOD[other]), other).toBe(false);
    }
  });

  test.each([
    `http://oapi.dingtalk.com/robot/send?access_token=${KEY}`, `https://oapi.dingtalk.com:8443/robot/send?access_token=${KEY}`, `https://oapi.dingtalk.com.evil.test/robot/send?access_token=${KEY}`,
    `https://evil.test@oapi.dingtalk.com/robot/send?access_token=${KEY}`, `https://oapi.dingtalk.com/robot/../gettoken?access_token=${KEY}`, `https://oapi.dingtalk.com/robot/send?access_token=${KEY}&x=1`,
    `https://oapi.dingtalk.com/robot/send?access_token=${KEY}#x`, 'oapi.dingtalk.com', '', `https://oapi.dingtalk.com/robot/send?access_token=${'a'.repeat(3_000)}`,
  ])('what only looks like a robot is none: %s', (address) => {
    expect(isChannelAddress('dingtalk', address)).toBe(false);
  });

  test('a webhook is asked on the usual port alone', () => {
    expect(isChannelAddress('webhook', 'https://alerts.brand.example:8443/kol')).toBe(false);
    expect(isChannelAddress('webhook', 'https://alerts.brand.example:443/kol')).toBe(true);
  });

  test('mail takes up to 20 recipients and no line of a header', () => {
    expect(recipientsOf(' a@b.example ,, c@d.example ')).toEqual(['a@b.example', 'c@d.example']);
    expect(isChannelAddress('mail', Array.from({ length: 20 }, (_, index) => `p${index}@brand.example`).join(','))).toBe(true);
    expect(isChannelAddress('mail', Array.from({ length: 21 }, (_, index) => `p${index}@brand.example`).join(','))).toBe(false);
    for (const address of ['', 'nobody', 'a@b', 'a b@c.example', 'a@b.example\r\nBcc: c@d.example', '"x"@b.example', '<a@b.example>']) expect(isChannelAddress('mail', address), address).toBe(false);
  });

  test('what is shown of a robot is its host and four characters', () => {
    expect(addressHint('dingtalk', GOOD.dingtalk)).toBe('oapi.dingtalk.com …cdef');
    expect(addressHint('mail', GOOD.mail)).toBe(GOOD.mail);
  });

  test('only what the workspace names itself has no host of its own', () => {
    expect(CHANNEL_KINDS.filter((kind) => robotHost(kind) === null)).toEqual(['mail', 'webhook']);
  });
});

test('secrets are taken where messages are signed', () => {
  expect(CHANNEL_KINDS.filter(takesSecret)).toEqual(['dingtalk', 'feishu', 'lark', 'webhook']);
  expect(isChannelSecret('dingtalk', 'SEC0123456789abcdef')).toBe(true);
  expect(isChannelSecret('slack', 'SEC0123456789abcdef')).toBe(false);
  expect(isChannelSecret('feishu', 'with blank')).toBe(false);
  expect(isChannelSecret('webhook', `whsec_${Buffer.alloc(24, 1).toString('base64')}`)).toBe(true);
  expect(isChannelSecret('webhook', 'whsec_c2hvcnQ=')).toBe(false);
  expect(isChannelSecret('webhook', 'SEC0123456789abcdef')).toBe(false);
});

test('every problem passes, ends its message, or waits for somebody', () => {
  const by = (remedy: string) => SEND_PROBLEMS.filter((problem) => remedyOf(problem) === remedy);
  expect(by('later')).toEqual(['unreachable', 'timeout', 'unavailable', 'rate-limited']);
  expect(by('never')).toEqual(['rejected', 'too-long']);
  expect(by('repair')).toEqual(['signature', 'address', 'keyword', 'not-allowed', 'no-mail-server', 'sign-in', 'recipient']);
  expect([silenceMs('dingtalk'), silenceMs('wecom')]).toEqual([600_000, 60_000]);
});
