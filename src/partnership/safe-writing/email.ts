import { placesOf, type Rule } from './finding.ts';

const ADDRESS =
  /(?<![\p{L}\p{N}])[\p{L}\p{N}][\p{L}\p{N}.'’_+%-]{0,63}@(?:[\p{L}\p{N}-]{1,63}\.){1,5}\p{L}{2,24}(?![\p{L}\p{N}])/u;

export const emails: Rule = (text) => placesOf(text, ADDRESS);
