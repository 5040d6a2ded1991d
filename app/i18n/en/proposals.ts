export const proposals = {
  title: 'Replacements',
};
