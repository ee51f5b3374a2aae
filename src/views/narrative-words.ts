import type { ReturnVersion } from '../partnership/returns.ts';

export type Countywide = 'yes' | 'no';

export const COUNTYWIDE: Record<Countywide, string> = {
  yes: 'Yes',
  no: 'No',
};

/** What the narrative of a community safety partnership says, as it is kept with its version. */
export interface NarrativeValues {
  changed: string;
  inShort: string;
  countywide: Countywide;
  /** What needs countywide consideration, in one line. */
  consider?: string;
  emerging?: { what: string }[];
  doing?: string;
  applied?: string;
  practice?: string;
}

/** What a version says; null where it says that there is nothing to report, or where nothing was sent. */
export function narrativeIn(version: ReturnVersion | null | undefined): NarrativeValues | null {
  return version && !version.nil ? (version.values as unknown as NarrativeValues) : null;
}
