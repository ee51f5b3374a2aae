import { placesOf, type Rule } from './finding.ts';

const NUMBER =
  /(?<![\p{L}\p{N}£.,/*-])(?:(?:\+|00)\s?44[\s.-]?(?:\(0\))?(?:[\s().-]{0,2}\d){10}|\(0\d{2,5}\)(?:[\s.-]{0,2}\d){5,8}|0(?:[\s().-]{0,2}\d){10})(?!\d)/u;
const STARTS_AS_DATE = /^\d{1,2}[.-]\d{1,2}[.-]\d{2,4}\b/;

/**
 * Numbers that somebody may be reached at: geographic ones and mobiles. What begins with 03 or 08 belongs to an
 * organisation, and a helpline is there to be passed on.
 */
export const phoneNumbers: Rule = (text) =>
  placesOf(text, NUMBER, ([found]) => {
    const digits = found
      .replace('(0)', '')
      .replace(/\D/g, '')
      .replace(/^(?:00)?44/, '0');
    return /^0[127]\d{9}$/.test(digits) && !STARTS_AS_DATE.test(found);
  });
