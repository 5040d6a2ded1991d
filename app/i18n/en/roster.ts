export const roster = {
  title: 'KOLs',
};
