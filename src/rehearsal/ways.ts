import { readFileSync } from 'node:fs';
import type { Platform } from '../views/message.ts';
import type { Way } from './stand-in.ts';

interface SlackManifest {
  features: { shortcuts?: { name: string; type: 'global' | 'message'; callback_id: string }[] };
}

interface TeamsManifest {
  composeExtensions?: { commands: { id: string; title: string; context: string[] }[] }[];
}

const manifest = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../manifests/${file}`, import.meta.url), 'utf8'));

/** What the app puts into a platform's menus, as its manifest declares it. */
export function declaredWays(platform: Platform): Way[] {
  if (platform === 'slack') {
    const { shortcuts = [] } = (manifest('slack.json') as SlackManifest).features;
    return shortcuts.map(({ name, type, callback_id: id }) => ({ id, label: name, onMessage: type === 'message' }));
  }
  const { composeExtensions = [] } = manifest('teams.json') as TeamsManifest;
  return composeExtensions
    .flatMap(({ commands }) => commands)
    .map(({ id, title, context }) => ({ id, label: title, onMessage: context.includes('message') }));
}
