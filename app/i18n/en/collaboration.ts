export const collaboration = {
  title: 'Collaborations',
};
