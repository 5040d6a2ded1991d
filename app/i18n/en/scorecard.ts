export const scorecard = {
  title: 'Scorecards',
};
