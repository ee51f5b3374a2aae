import type { Register } from './register.ts';

/** Far more than is asked between one change of the register and the next; a year that is looked ahead asks of many days. */
const MOST = 50_000;

/** A word, or somebody known by key. */
type About = string | { key: string };

/**
 * A question of the register that is asked over and over in one interaction, of every message about every escalation:
 * where the register cannot change, its answer is worked out once, is kept as long as the register, and is frozen too.
 */
export function remembered<A extends About[], R>(ask: (register: Register, ...about: A) => R) {
  const kept = new WeakMap<Register, Map<string, R>>();
  return (register: Register, ...about: A): R => {
    if (!Object.isFrozen(register)) return ask(register, ...about);
    const before = kept.get(register);
    const answers = before && before.size < MOST ? before : new Map<string, R>();
    if (answers !== before) kept.set(register, answers);
    const question = about.map((one) => (typeof one === 'string' ? one : one.key)).join('\0');
    const known = answers.get(question);
    if (known !== undefined || answers.has(question)) return known as R;
    const answer = Object.freeze(ask(register, ...about)) as R;
    answers.set(question, answer);
    return answer;
  };
}
