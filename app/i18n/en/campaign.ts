export const campaign = {
  title: 'Matrix',
};
