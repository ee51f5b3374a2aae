import fs from 'node:fs';
import path from 'node:path';

/** An agreement as somebody gave it. */
export interface GivenFile {
  name: string;
  text: string;
}

/** The folder of a rehearsal of one's own agreement: the agreement, its database, its calendar and its platforms. */
export function ownFolder(folder: string) {
  const file = path.join(folder, 'agreement.json');
  const database = path.join(folder, 'database');

  function forget(): void {
    // The database's folder may be a link to where its server may go; what is there must not come back.
    if (fs.existsSync(database)) fs.rmSync(fs.realpathSync(database), { recursive: true, force: true });
    fs.rmSync(folder, { recursive: true, force: true });
  }

  return {
    folder,
    database,
    /** What is rehearsed in place of the example; null where nothing is. */
    agreement(): GivenFile | null {
      return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : null;
    },
    /** Begins a rehearsal of it: what was there of another, or of an earlier one, is gone. */
    keep(given: GivenFile): void {
      forget();
      fs.mkdirSync(folder, { recursive: true });
      fs.writeFileSync(file, JSON.stringify(given));
    },
    forget,
  };
}
