import { opens, type Play, type Plays, presses } from './plays.ts';
import { sees, subjectFor } from './world.ts';

const about = (priority: string) => priority.replaceAll('-', ' ');

/** What is typed is answered with what opens it, where words alone cannot. */
function opened(words: string, button: string): Pick<Play, 'typed' | 'takes'> {
  return {
    typed: () => words,
    async takes(_, who) {
      const said = await sees(who, () => who.commands(words));
      return said.includes(`[${button}]`) ? sees(who, () => who.presses(button)) : said;
    },
  };
}

export const reading: Plays = {
  'Read a report that was sent': {
    ...opened('read report preventable deaths', 'Read Preventable Deaths report'),
    button: ({ returns }) => opens('read-report', { return: returns.get('preventable-deaths')! }),
    says: /Opened 12 reporting centres/,
  },
  'Read a report by the name of its priority': {
    ...opened('report preventable deaths', 'Read Preventable Deaths report'),
    says: /Opened 12 reporting centres/,
  },
  'Read and change a draft that waits for approval': {
    button: ({ returns, waiting }, part) => {
      const { proposal } = waiting.get(subjectFor(part))!;
      return opens('report', { return: returns.get(subjectFor(part))!, proposal });
    },
    says: /prepared this\. Once you send it/,
  },
  'See how far every report has come': {
    typed: () => 'status',
    button: ({ returns }) => presses('status', { return: returns.get('hate-crime')! }),
    says: /7 reports/,
  },
  'See who did what, when and why': {
    typed: () => `history ${about('preventable-deaths')}`,
    button: ({ returns }) => presses('history', { return: returns.get('preventable-deaths')! }),
    says: /Keith Lomas sent the report/,
  },
  'See the digest before the board does': {
    ...opened('digest', 'See the preview'),
    button: () => presses('digest'),
    says: /Preview: the board’s channels get it on/,
  },
  'See the escalations that concern them, or that they may read': {
    typed: () => 'escalations',
    button: () => presses('escalations'),
    says: /No open escalations|For you to answer|Raised by|With the performance group|Others that are open/,
  },
  'See what a partnership asked, and what came of it': {
    typed: () => 'you said, we did',
    button: () => presses('you-said-we-did'),
    says: /You said, we did/,
  },
};
