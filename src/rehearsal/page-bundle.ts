import { basename } from 'node:path';

export interface Bundle {
  /** The page's scripts and style, with all that they import. */
  files: { name: string; content: Uint8Array }[];
  /** The scripts that the first one cannot begin without. */
  needed: string[];
}

export async function bundled(entry: string): Promise<Bundle> {
  // Loaded when it is needed: it has a process of its own, which must not slow the start of the program.
  const { build } = await import('esbuild');
  const { outputFiles, metafile } = await build({
    entryPoints: [{ in: entry, out: 'page' }],
    bundle: true,
    // What is imported only when it is wanted is a file of its own, whose name says which version it is.
    splitting: true,
    // Also picks React's production build.
    minify: true,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    jsx: 'automatic',
    legalComments: 'none',
    logLevel: 'silent',
    outdir: 'page',
    write: false,
    metafile: true,
  });
  const imports = Object.entries(metafile.outputs).find(([path]) => basename(path) === 'page.js')?.[1].imports ?? [];
  return {
    files: outputFiles.map(({ path, contents }) => ({ name: basename(path), content: contents })),
    needed: imports.filter(({ kind }) => kind === 'import-statement').map(({ path }) => basename(path)),
  };
}
