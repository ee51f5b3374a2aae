/** The work did not finish within its budget. It may have been committed all the same: sending again must be safe. */
export class OutOfTime extends Error {
  override name = 'OutOfTime';
}

/** The database cannot be reached, or went away. What was being committed just then may have been committed. */
export class Unreachable extends Error {
  override name = 'Unreachable';
}

/** Something the operator has to put right before the program can start: the message says what, and how. */
export class OperatorError extends Error {
  override name = 'OperatorError';
}
