import { opens, type Plays, presses } from './plays.ts';
import { subjectFor } from './world.ts';

const about = (priority: string) => priority.replaceAll('-', ' ');

export const reading: Plays = {
  'Read a report that was sent': {
    typed: () => 'read report preventable deaths',
    button: ({ returns }) => opens('read-report', { return: returns.get('preventable-deaths')! }),
    says: /Opened 12 reporting centres/,
  },
  'Read a report by the name of its priority': {
    typed: () => 'report preventable deaths',
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
    typed: () => 'digest',
    button: () => presses('digest'),
    says: /Preview: the board’s channels get it on/,
  },
};
