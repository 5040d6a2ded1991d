import { describe, expect, it } from 'vitest';
import { readVisit } from './visit.ts';

/** User agents as they are seen, by what must become of their clicks. */
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const ANDROID = 'Mozilla/5.0 (Linux; Android 14; PJD110 Build/UKQ1.230924.001; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/126.0.6478.71 Mobile Safari/537.36';

/** People: browsers, and the browsers inside the apps in which KOLs publish. */
const PEOPLE: readonly (readonly [who: string, agent: string])[] = [
  ['WeChat on iPhone', `${IPHONE} Mobile/15E148 MicroMessenger/8.0.49(0x18003137) NetType/WIFI Language/zh_CN`],
  ['WeChat on Android', `${ANDROID} XWEB/1260117 MMWEBSDK/20240501 MMWEBID/2247 MicroMessenger/8.0.50.2701(0x28003255) WeChat/arm64 Weixin NetType/5G Language/zh_CN ABI/arm64`],
  ['WeChat on Windows', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/116.0.0.0 Safari/537.36 NetType/WIFI MicroMessenger/7.0.20.1781(0x6700143B) WindowsWechat(0x63090a13) XWEB/9129 Flue'],
  ['WeCom', `${IPHONE} Mobile/15E148 wxwork/4.1.22 MicroMessenger/7.0.1 Language/zh ColorScheme/Light`],
  ['Weibo on iPhone', `${IPHONE} Mobile/15E148 Weibo (iPhone15,2__weibo__14.6.1__iphone__os17.5.1)`],
  ['Weibo on Android', `${ANDROID} Weibo (OPPO-PJD110__weibo__14.6.0__android__android14)`],
  ['Douyin on iPhone', `${IPHONE} Mobile/15E148 aweme_29.9.0 JsSdk/2.0 NetType/WIFI Channel/App Store ByteLocale/zh Region/CN isDarkMode/0 WKWebView/1 BytedanceWebview/d8a21c6`],
  ['Douyin on Android', `${ANDROID} aweme_300400 JsSdk/1.0 NetType/WIFI Channel/oppo_64 AppName/aweme app_version/30.4.0 ByteLocale/zh-CN Region/CN AppSkin/white AppTheme/light BytedanceWebview/d8a21c6 TTWebView/1231130053521`],
  ['Toutiao', `${ANDROID} JsSdk/2 NewsArticle/9.7.2 NetType/wifi TTWebView/1231130052007`],
  ['TikTok on iPhone', `${IPHONE} Mobile/15E148 musical_ly_34.9.0 JsSdk/2.0 NetType/WIFI Channel/App Store ByteLocale/en Region/US FalconTag/ BytedanceWebview/d8a21c6`],
  ['TikTok on Android', `${ANDROID} trill_2023409030 JsSdk/1.0 NetType/WIFI Channel/googleplay AppName/musical_ly app_version/34.9.3 ByteLocale/en BytedanceWebview/d8a21c6`],
  ['Xiaohongshu on iPhone', `${IPHONE} Mobile/15E148 XiaoHongShu/8.43 discover/8.43 NetType/WiFi`],
  ['Xiaohongshu on Android', `${ANDROID} xhs-android/8.43.0 discover/8.43.0 NetType/WiFi`],
  ['Bilibili', `${IPHONE} Mobile/15E148 BiliApp/79400100 os/ios model/iPhone 14 mobi_app/iphone build/79400100 osVer/17.5.1 network/2 channel/AppStore c_locale/zh-Hans_CN`],
  ['Kuaishou', `${IPHONE} Mobile/15E148 Kwai/12.5.20.1047 ISLP/0 StatusHT/54 ISDM/0 TitleHT/44 NetType/WIFI ICFO/0 locale/zh-Hans CT/0 Yoda/3.1.4 Kuaishou/12.5.20`],
  ['Zhihu', `${IPHONE} Mobile/15E148 osee2unifiedRelease/22037 osee2unifiedReleaseVersion/10.4.0 ZhihuHybrid`],
  ['Taobao', `${IPHONE} Mobile/15E148 AliApp(TB/10.36.10) WindVane/8.7.2 UT4Aplus/0.0.6 1170x2532 WK`],
  ['Alipay', `${IPHONE} Mobile/15E148 Ariver/1.1.0 AliApp(AP/10.6.0.6000) Nebula WK RVKType(0) AlipayDefined(nt:WIFI,ws:390|780|3.0) AlipayClient/10.6.0.6000 Language/zh-Hans`],
  ['DingTalk', `${IPHONE} Mobile/22A3354 AliApp(DingTalk/7.5.20) com.laiwang.DingTalk/40010826 Channel/201200 language/zh-Hans-CN UT4Aplus/0.0.6 WK`],
  ['Feishu', `${IPHONE} Mobile/15E148 Safari/604.1 Lark/7.18.6 LarkLocale/zh_CN ChannelName/Feishu`],
  ['QQ', `${ANDROID} MQQBrowser/6.2 TBS/046510 V1_AND_SQ_9.0.50_6258_YYB_D QQ/9.0.50.14815 NetType/WIFI WebP/0.3.0 AppId/537217916 Pixel/1080`],
  ['QQ Browser', 'Mozilla/5.0 (Linux; U; Android 14; zh-cn; 23013RK75C Build/UKQ1.230804.001) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/109.0.5414.86 MQQBrowser/15.1 Mobile Safari/537.36 COVC/046417'],
  ['UC Browser', 'Mozilla/5.0 (Linux; U; Android 13; zh-CN; V2183A Build/TP1A.220624.014) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/100.0.4896.58 UCBrowser/16.6.6.1335 Mobile Safari/537.36'],
  ['Baidu app', `${IPHONE} Mobile/15E148 SP-engine/3.14.0 main/1.0 baiduboxapp/13.61.0.12 (Baidu; P2 17.5)`],
  ['Huawei Browser', 'Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1.6.1 Mobile HuaweiBrowser/5.0.4.300'],
  ['MIUI Browser', 'Mozilla/5.0 (Linux; U; Android 13; zh-cn; 2211133C Build/TKQ1.220905.001) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/112.0.5615.136 Mobile Safari/537.36 XiaoMi/MiuiBrowser/18.2.150419'],
  ['Quark', `${IPHONE} Version/17.5 Mobile/15E148 Quark/6.12.0.2163 Mobile`],
  ['Safari on iPhone', `${IPHONE} Version/17.5 Mobile/15E148 Safari/604.1`],
  ['Safari on Mac', 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15'],
  ['Chrome on Windows', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36'],
  ['Edge', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0'],
  ['Firefox', 'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0'],
  ['Samsung Internet', 'Mozilla/5.0 (Linux; Android 14; SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36'],
  ['Instagram', `${IPHONE} Mobile/21F90 Instagram 335.1.8.26.85 (iPhone15,2; iOS 17_5_1; en_US; en; scale=3.00; 1179x2556; 608720130)`],
  ['Facebook', `${IPHONE} Mobile/21F90 [FBAN/FBIOS;FBAV/467.1.0.41.103;FBBV/602060281;FBDV/iPhone15,2;FBMD/iPhone;FBSN/iOS;FBSV/17.5.1;FBSS/3;FBID/phone;FBLC/en_US;FBOP/5]`],
  ['LINE', `${IPHONE} Mobile/15E148 Safari Line/14.9.0`],
  ['Pinterest', `${IPHONE} Mobile/15E148 [Pinterest/iOS]`],
  ['Snapchat', `${IPHONE} Mobile/15E148 Snapchat/12.92.0.42 (like Safari/8617.2.4.10.8, panda)`],
  ['X', `${IPHONE} Mobile/15E148 Twitter for iPhone/10.45`],
  ['Telegram on Android', 'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.6478.71 Mobile Safari/537.36 Telegram-Android/10.14.5 (Google Pixel 8; Android 14; SDK 34; HIGH)'],
  ['LinkedIn', `${IPHONE} Mobile/15E148 [LinkedInApp]/9.29.6847`],
  ['KakaoTalk', `${IPHONE} Mobile/15E148 KAKAOTALK 10.8.5`],
];

const PREVIEWS: readonly (readonly [who: string, agent: string])[] = [
  ['X', 'Twitterbot/1.0'],
  ['Facebook', 'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)'],
  ['WhatsApp', 'WhatsApp/2.23.20.0'],
  ['WhatsApp on Android', 'WhatsApp/2.24.10.79 A'],
  ['Slack', 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)'],
  ['Slack images', 'Slack-ImgProxy (+https://api.slack.com/robots)'],
  ['Telegram', 'TelegramBot (like TwitterBot)'],
  ['Discord', 'Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)'],
  ['LINE', 'facebookexternalhit/1.1;line-poker/1.0'],
  ['KakaoTalk', 'facebookexternalhit/1.1; kakaotalk-scrap/1.0; +https://devtalk.kakao.com/t/scrap/33984'],
  ['LinkedIn', 'LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)'],
  ['Pinterest', 'Mozilla/5.0 (compatible; Pinterestbot/1.0; +http://www.pinterest.com/bot.html)'],
  ['Skype', 'Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5 skype-url-preview@microsoft.com'],
  ['Snapchat', 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_14_5) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/79.0.3945.79 Safari/537.36 (compatible; Snap URL Preview Service; bot; snapchat; https://developers.snap.com/robots)'],
  ['Viber', 'Viber/20.4.0.3 CFNetwork/1474 Darwin/23.0.0'],
  ['Feishu', 'LarkUrl2Meta/1.0'],
  ['DingTalk', 'DingTalkBot-LinkService/1.0 (+https://open-doc.dingtalk.com/microapp/faquestions/ftpfeu)'],
  ['iMessage', 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like Gecko) Version/9.0.1 Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0'],
];

const CRAWLERS: readonly (readonly [who: string, agent: string])[] = [
  ['Google', 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'],
  ['Google, as a phone', 'Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.6723.69 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'],
  ['Baidu', 'Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)'],
  ['Baidu, as a phone', 'Mozilla/5.0 (iPhone; CPU iPhone OS 9_1 like Mac OS X) AppleWebKit/601.1.46 (KHTML, like Gecko) Version/9.0 Mobile/13B143 Safari/601.1 (compatible; Baiduspider-render/2.0; +http://www.baidu.com/search/spider.html)'],
  ['ByteDance', 'Mozilla/5.0 (Linux; Android 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Mobile Safari/537.36 (compatible; Bytespider; spider-feedback@bytedance.com)'],
  ['Sogou', 'Sogou web spider/4.0(+http://www.sogou.com/docs/help/webmasters.htm#07)'],
  ['360', 'Mozilla/5.0 (Windows NT 10.0; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/50.0.2661.102 Safari/537.36; 360Spider'],
  ['Yandex', 'Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)'],
  ['Bing', 'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm) Chrome/116.0.1938.76 Safari/537.36'],
  ['Petal', 'Mozilla/5.0 (Linux; Android 7.0;) AppleWebKit/537.36 (KHTML, like Gecko) Mobile Safari/537.36 (compatible; PetalBot;+https://webmaster.petalsearch.com/site/petalbot)'],
  ['GPTBot', 'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)'],
  ['Ahrefs', 'Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)'],
  ['headless Chrome', 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/130.0.0.0 Safari/537.36'],
  ['curl', 'curl/8.5.0'],
  ['wget', 'Wget/1.21.4'],
  ['Python', 'python-requests/2.32.3'],
  ['Go', 'Go-http-client/1.1'],
  ['Java', 'okhttp/4.12.0'],
  ['Node', 'axios/1.7.2'],
  ['a monitor', 'Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)'],
  ['nobody', ''],
];

const labelOf = (agent: string) => readVisit('GET', { 'user-agent': agent }).automation;

describe('user agents', () => {
  it.each(PEOPLE)('%s is a person', (_who, agent) => {
    expect(labelOf(agent)).toBeNull();
  });

  it.each(PREVIEWS)('the link preview of %s is a preview', (_who, agent) => {
    expect(labelOf(agent)).toBe('preview');
  });

  it.each(CRAWLERS)('%s is a crawler', (_who, agent) => {
    expect(labelOf(agent)).toBe('crawler');
  });
});
