/** A local calendar date in the partnership's time zone, as `2026-06-04`. Such strings compare in date order. */
export type Day = string;
