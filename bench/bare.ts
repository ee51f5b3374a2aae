import { UNHURRIED } from '../src/bot/router.ts';
import type { Register } from '../src/partnership/register.ts';
import { memoryJournal } from '../src/rehearsal/journal.ts';
import { startPlatforms } from '../src/rehearsal/platforms.ts';
import { type Player, player } from '../src/rehearsal/player.ts';
import { createHttpServer } from '../src/runtime/http.ts';
import { createLog } from '../src/runtime/log.ts';
import type { Platform } from '../src/views/message.ts';
import { bareSlack } from './bare-slack.ts';
import { bareTeams } from './bare-teams.ts';

/** Both frameworks alone, against stand-ins of the same platforms with the same people. */
export async function bare(register: Register) {
  const log = createLog({ level: 'error', pretty: false, stream: process.stderr });
  const http = createHttpServer({ host: '127.0.0.1', port: 0, notReady: async () => null, log });
  const address = `http://127.0.0.1:${await http.listen()}`;
  const now = () => new Date('2021-04-06T09:00:00Z');
  const platforms = await startPlatforms(register, {
    bot: () => address,
    now,
    journal: memoryJournal,
    patienceMs: UNHURRIED.answer,
  });
  const slack = bareSlack(platforms.slack[0]!);
  http.route([slack, bareTeams(platforms.teams[0]!)]);
  return {
    slack: slack.client,
    /** Somebody by number: each message of a bot to one person has to wait for the last. */
    person(turn: number, platform: Platform): Player {
      const standIn = platforms.standIns.find((one) => one.platform === platform)!;
      return player(standIn, standIn.members[turn % (standIn.members.length - 1)]!.accountId);
    },
    async close() {
      await http.close();
      await platforms.close();
    },
  };
}
