/** What Microsoft Teams takes, from "Format your bot messages", "Rate limiting" and "Respond to the submit action". */
export const TEAMS = {
  /** A message or a dialog's card, in bytes as UTF-16. Beyond 100 KB it is refused (413), so this stays well below. */
  cardBytes: 80 * 1024,
  /** Characters (UTF-16 units) a text input lets somebody type, so that a whole page of answers fits in one card. */
  inputCharacters: 3_000,
  /** Actions that one ActionSet shows without hiding the rest behind a menu. */
  actionsInSet: 6,
  /** How long a connector call may take before it counts as unanswered, in milliseconds of machine time. */
  attemptMs: 10_000,
  /** What the bot reads of one request, in bytes. */
  requestBytes: 1024 * 1024,
} as const;

/** Bytes of a JSON value as Teams counts them. */
export const utf16Bytes = (json: unknown): number => JSON.stringify(json).length * 2;
