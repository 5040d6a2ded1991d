import { answerDispute, commentDispute } from '../answer-dispute.server.ts';
import { openDispute } from '../open-dispute.server.ts';
import type { Launched, Stage } from './stage.ts';
import { known, wanted } from './stage.ts';

/** Whose cards are doubted. */
const DOUBTED = { answered: 'zhixia-skin', open: 'xiaoman-lin' } as const;

/** Two doubts about figures of today's scorecards: one was talked over and answered, one waits. */
export async function raiseDoubts({ db, workspaceId, timeline, doingAt }: Stage, launched: readonly Launched[]): Promise<void> {
  const of = (handle: string) => known(handle, launched.find(({ story }) => story.handle === handle)).collaborationId;
  const by = (name: string, minutesAgo: number) => {
    const doing = doingAt(new Date(timeline.now.getTime() - minutesAgo * 60_000));
    return { ...doing, actor: { ...doing.actor, name } };
  };
  const place = { workspaceId, asOf: null, evidenceUrl: '' };
  const { disputeId } = wanted('a doubt', await openDispute(db, { ...place, collaborationId: of(DOUBTED.answered), figure: 'views', reason: '平台后台显示的播放量更高，请核对取数时间' }, by('陈运营', 90)), 'opened');
  wanted('a word', await commentDispute(db, { workspaceId, disputeId, words: '后台显示的是累计播放，评分卡按发布后的固定时长取数' }, by('周内容', 60)), 'done');
  wanted('an answer', await answerDispute(db, { workspaceId, disputeId, decision: 'rejected', answer: '取数口径一致：评分卡使用该发布时长的快照' }, by('周内容', 40)), 'done');
  wanted('a doubt', await openDispute(db, { ...place, collaborationId: of(DOUBTED.open), figure: 'score', reason: '收藏数似乎未计入互动率，请复核总分' }, by('陈运营', 20)), 'opened');
}
