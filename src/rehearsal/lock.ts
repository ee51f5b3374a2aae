import fs from 'node:fs';
import path from 'node:path';

/**
 * Takes a rehearsal's folder for this program alone: two would move one calendar apart. What a program left that was
 * killed counts for nothing. Returns how to let go of it; null where another program has it.
 */
export function lockFolder(folder: string): (() => void) | null {
  fs.mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'running');
  for (;;) {
    try {
      fs.writeFileSync(file, `${process.pid}\n`, { flag: 'wx' });
      return () => fs.rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    if (isRunning(Number.parseInt(fs.readFileSync(file, 'utf8'), 10))) return null;
    fs.rmSync(file, { force: true });
  }
}

/** Whether a program of ours has this number. After a restart of the machine it may be anything else's. */
function isRunning(pid: number): boolean {
  if (!(pid > 0) || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('cli.ts');
  } catch (error) {
    // Somebody else's, or a system that does not say what a process is.
    return (error as NodeJS.ErrnoException).code === 'EPERM' || fs.existsSync('/proc') === false;
  }
}
