/** Slack's own numbers, from its Block Kit, modal views and message references (docs.slack.dev). Characters unless said. */
export const LIMITS = {
  blocksInMessage: 50,
  blocksInModal: 100,
  blocksInHome: 100,
  /** All blocks of a message together, as JSON. Undocumented: measured by others (slackapi/bolt-js issue 2509). */
  messageBlocks: 13_200,
  /** Bytes of a whole view as JSON (`view_too_large`). */
  view: 250_000,
  /** The title, the submit and the close button of a modal. */
  modalTitle: 24,
  privateMetadata: 3_000,
  id: 255,
  text: 3_000,
  header: 150,
  sectionFields: 10,
  sectionField: 2_000,
  label: 2_000,
  hint: 2_000,
  input: 3_000,
  placeholder: 150,
  actionsElements: 25,
  contextElements: 10,
  buttonText: 75,
  buttonValue: 2_000,
  url: 3_000,
  selectOptions: 100,
  radioOptions: 10,
  optionText: 75,
  optionValue: 150,
  optionDescription: 75,
  messageText: 40_000,
  /** A message's metadata, as JSON. */
  metadata: 8_000,
} as const;
