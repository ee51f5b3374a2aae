import { Command, CommanderError } from 'commander';
import { ConfigError, readConfig, settingsHelp } from './config.ts';

const say = (line: string) => void process.stdout.write(`${line}\n`);

/** How long a second Ctrl-C is taken for the first: npm passes on what the terminal has sent to everybody already. */
const SAME_PRESS_MS = 1_000;

/**
 * Ctrl-C and SIGTERM let what is under way finish, starting too: the database would run on otherwise. Said again later,
 * they do not.
 */
function stopWhenTold(starting: Promise<{ stop(): Promise<void> }>): void {
  let told = false;
  let impatient = false;
  const stop = async () => {
    if (impatient) process.exit(1);
    if (told) return;
    told = true;
    setTimeout(() => {
      impatient = true;
    }, SAME_PRESS_MS).unref();
    say('Stopping.');
    try {
      await (await starting).stop();
      process.exit(0);
    } catch (error) {
      process.stderr.write(`${(error as Error).stack}\n`);
      process.exit(1);
    }
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

const cli = new Command('golden-thread')
  .description("One thread from a board's priority to the person who leads it and what they reported.")
  .addHelpText('afterAll', `\n${settingsHelp()}`)
  .exitOverride();

cli
  .command('start', { isDefault: true })
  .description('Run the program. With no CONNECTIONS: a rehearsal, on this machine only.')
  .action(async () => {
    const { start } = await import('./main.ts');
    const starting = start(readConfig(), say);
    stopWhenTold(starting);
    await starting;
  });

cli
  .command('import')
  .argument('<file>', 'an agreement, as a YAML file')
  .option('--dry-run', 'stop after printing what would change')
  .description('Bring the register up to date with an agreement file: print what changes, then change it.')
  .action(async (file: string, { dryRun }: { dryRun?: boolean }) => {
    const { importFile } = await import('./import.ts');
    await importFile(readConfig(), file, { dryRun: dryRun ?? false, say });
  });

cli
  .command('doctor')
  .description('Check the configuration, the database, and every chat platform that is configured.')
  .action(async () => {
    const { doctor } = await import('./doctor.ts');
    if (!(await doctor(readConfig(), say))) process.exitCode = 1;
  });

cli
  .command('rehearse')
  .argument('<file>', 'an agreement, as a YAML file')
  .option('--from <date>', 'the first day, as 2021-03-31')
  .option('--to <date>', 'the last day')
  .option('--why <person>', 'what somebody gets and what not, and why: a key, a name or an email')
  .option('--json', 'one JSON object a line for each message, and nothing else')
  .description('Play a period of an agreement in a throw-away database, and print every message that anyone would get.')
  .action(async (file: string, options: { from?: string; to?: string; why?: string; json?: boolean }) => {
    const { rehearse } = await import('./rehearse.ts');
    await rehearse(readConfig(), file, { ...options, json: options.json ?? false });
  });

try {
  await cli.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode;
  else {
    // What an operator can do something about is said in one line; anything else shows where it came from.
    const known = error instanceof ConfigError || (error as Error).name === 'OperatorError';
    process.stderr.write(`${known ? (error as Error).message : (error as Error).stack}\n`);
    // Whatever had begun when it failed must not keep the program alive.
    process.exit(1);
  }
}
