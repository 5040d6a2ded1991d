export const finance = {
  title: 'Finance',
};
