import fs from 'node:fs';
import { OperatorError } from '../errors.ts';

/** The user that the server runs as, where it is not our own. */
export interface Account {
  uid: number;
  gid: number;
}

/**
 * PostgreSQL refuses to run as root: as root it runs as the folder's owner where that is another user, else as the user
 * postgres, else nobody. Undefined means as ourselves.
 */
export function accountFor(folder: string): Account | undefined {
  if (process.platform === 'win32')
    throw new OperatorError('The built-in database does not run on Windows. Set DATABASE_URL to a PostgreSQL server.');
  if (process.getuid?.() !== 0) return undefined;
  const owner = ownerOf(folder);
  if (owner && owner.uid !== 0) return owner;
  const users = fs.readFileSync('/etc/passwd', 'utf8');
  const found = /^postgres:[^:]*:(\d+):(\d+):/m.exec(users) ?? /^nobody:[^:]*:(\d+):(\d+):/m.exec(users);
  if (!found)
    throw new OperatorError(
      'The built-in database will not run as root, and there is no user postgres or nobody. Start the program as an ordinary user, or set DATABASE_URL to a PostgreSQL server.',
    );
  return { uid: Number(found[1]), gid: Number(found[2]) };
}

function ownerOf(folder: string): Account | undefined {
  try {
    const { uid, gid } = fs.statSync(folder);
    return { uid, gid };
  } catch {
    return undefined; // it is yet to be made
  }
}
