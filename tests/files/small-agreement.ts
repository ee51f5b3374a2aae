/** The least that makes an agreement worth reading: two priorities, a vacant post, a support officer, a board. */
export const SMALL_AGREEMENT = `partnership:
  key: borsetshire
  name: Safer Borsetshire Board
  shortName: SBB
  area: Borsetshire
  kind: county
agreement:
  key: agreement-2026-29
  title: Borsetshire Community Safety Agreement
  start: 2026-04
  end: 2029-03
connections:
  council:
    platform: slack
    id: T0BORSET
  force:
    platform: teams
    id: 2f6c1f0e-7a54-4d0b-9a3c-5d1e8b7a4c01
bodies:
  board:
    name: Safer Borsetshire Board
    kind: board
    channels:
      council: { id: C0BOARD, name: board }
  csp-north:
    name: North Borsetshire CSP
    kind: csp
    reportsTo: board
  health-board:
    name: Health Board
    kind: external_board
posts:
  felpersham-chief:
    title: Chief Executive
    organisation: Felpersham Council
    holder: ada-stone
  chief-constable:
    title: Chief Constable
  manager:
    title: Programme Manager
    holder: bob-reed
people:
  ada-stone:
    name: Ada Stone
    email: ada.stone@felpersham.example
    accounts: { council: U0ADASTONE }
  bob-reed:
    name: Bob Reed
    email: bob.reed@borsetshire.example
    accounts: { council: U0BOBREED, force: 5bf6a8b4-0c2d-4e5f-8a7b-6c8d9e0f1a21 }
    prefers: force
  cat-vale:
    name: Cat Vale
groupings:
  safe-places: { name: Safe places }
priorities:
  hate-crime:
    title: Hate crime
    grouping: safe-places
  serious-violence:
    title: Serious violence
    aliases: [Violence]
leadership:
  - priority: hate-crime
    lead: felpersham-chief
    support: cat-vale
  - priority: serious-violence
    lead: chief-constable
    from: 2026-09-01
roles:
  - role: programme_manager
    holder: manager
  - role: chair
    body: board
    holder: felpersham-chief
seats:
  board:
    - { organisation: Felpersham Council, representative: Chief Executive, post: felpersham-chief }
    - { organisation: Voluntary sector }
linkages:
  - { body: health-board, representative: lead for hate-crime }
requiredActions:
  scoping: Scoping and mapping
obligations:
  progress:
    report: progress_report
    owedBy: lead
    owedTo: board
    cadence: quarterly
meetings:
  - { body: board, date: 2026-06-12, start: 10:00 }
`;

/** The small agreement with some of its text replaced. Throws where that text is not in it. */
export function smallAgreement(...replacements: [from: string, to: string][]): string {
  return replacements.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`The small agreement does not say ${from}`);
    return text.replace(from, to);
  }, SMALL_AGREEMENT);
}
