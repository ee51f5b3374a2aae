import type { Platform } from '../../views/message.ts';
import type { Moving, SentMessage } from '../page-rehearsal.ts';
import type { PageState } from '../page-state.ts';

export type { Moving, Platform };

/** What became of a value on its way through JSON. */
type Wire<T> = T extends Date ? string : T extends object ? { [Key in keyof T]: Wire<T[Key]> } : T;

export type State = Wire<PageState>;
export type Person = State['people'][number];
export type Calendar = State['calendar'];
export type Sent = Wire<SentMessage>;

export const PLATFORMS: Platform[] = ['slack', 'teams'];
export const platformName = (platform: Platform) => (platform === 'slack' ? 'Slack' : 'Teams');
