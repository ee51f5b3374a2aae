import { placesOf, type Rule } from './finding.ts';

/** One letter begins the post codes of eight cities, and the names of roads; any two letters may begin one. */
const WHOLE =
  /(?<![\p{L}\p{N}])(?<outward>(?:[A-Z]{2}|[BEGLMNSW])\d[A-Z\d]?)[ \t-]{0,3}(?<inward>\d[A-Z]{2})(?![\p{L}\p{N}])/iu;
/** "NG7 1st phase", "M1 2am". */
const ORDINAL_OR_HOUR = /^(?:1st|2nd|3rd|[04-9]th|\d[ap]m)$/i;

/** A whole post code is a few houses; its first half is a part of a town, and is not found. */
export const postcodes: Rule = (text) =>
  placesOf(text, WHOLE, ({ groups: { outward = '', inward = '' } = {} }) => {
    // "M60 2hr closures": what follows a road is in small letters.
    const isRoad = /^[A-Z]\d+$/.test(outward) && inward === inward.toLowerCase();
    return !ORDINAL_OR_HOUR.test(inward) && !isRoad;
  });
