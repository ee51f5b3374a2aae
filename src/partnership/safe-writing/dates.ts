const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const DAY = '(?:0?[1-9]|[12]\\d|3[01])(?:st|nd|rd|th)?';
const YEAR = "(?:\\d{4}|['’]?\\d{2})";

/** 14/03/2006, 3.11.98, 28 02 1954, 2006-03-14. */
export const NUMERIC_DATE =
  '(?:\\d{1,2}(?:\\s?[./-]\\s?|\\s)\\d{1,2}(?:\\s?[./-]\\s?|\\s)(?:\\d{4}|\\d{2})|\\d{4}[./-]\\d{1,2}[./-]\\d{1,2})(?!\\d)';

/** "4th of April", "April 4": a day without its year. */
export const DAY_AND_MONTH = `(?:${DAY}(?:\\s+of)?\\s+${MONTH}|${MONTH}\\s+${DAY})(?![\\p{L}\\d])`;

/** A whole date, in figures or with the month in words. */
export const DATE = `(?:${NUMERIC_DATE}|${DAY_AND_MONTH},?\\s+${YEAR}(?!\\d))`;
