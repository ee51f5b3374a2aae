/** The page's script and style, each as one file, with all that they import. */
export async function bundled(entry: string): Promise<{ js: Uint8Array; css: Uint8Array }> {
  // Loaded when it is needed: it has a process of its own, which must not slow the start of the program.
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
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
  });
  const file = (ending: string) => outputFiles.find(({ path }) => path.endsWith(ending))?.contents ?? new Uint8Array();
  return { js: file('.js'), css: file('.css') };
}
