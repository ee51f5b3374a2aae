import { placesOf, type Rule } from './finding.ts';

const TEN = /(?<![\p{L}\p{N}£.,/*-])\d{3}[\s-]?\d{3}[\s-]?\d{4}(?![\p{L}\p{N}]|[.,]\d)/u;
const CALLED = /(?<!\p{L})nhs(?!\p{L})[^!?\d]{0,30}$/iu;
const CALLED_AFTER = /^[\s(,-]{0,3}nhs(?!\p{L})/iu;

/** Ten digits are one where they are called so, or where they begin and end as these numbers do. */
export const nhsNumbers: Rule = (text) =>
  placesOf(text, TEN, ({ 0: found, index }) => {
    const digits = found.replace(/\D/g, '');
    const before = text.slice(Math.max(0, index - 40), index);
    const after = text.slice(index + found.length, index + found.length + 10);
    return CALLED.test(before) || CALLED_AFTER.test(after) || (/^[4679]/.test(digits) && checks(digits));
  });

/** The last digit follows from the others, by modulus 11. */
function checks(digits: string): boolean {
  const sum = [...digits.slice(0, 9)].reduce((total, digit, place) => total + Number(digit) * (10 - place), 0);
  return (11 - (sum % 11)) % 11 === Number(digits[9]);
}
