/** The form of the decision: the choice of a candidate stands in a table outside of it and belongs to it by this id. */
export const DECISION_FORM = 'decision';
