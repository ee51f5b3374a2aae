import assert from 'node:assert/strict';
import { type Player, player } from '../../src/rehearsal/player.ts';
import type { Screen, StandIn } from '../../src/rehearsal/stand-in.ts';
import type { Platform } from '../../src/views/message.ts';

/** Somebody in no browser, who asks the page's server as it does: quick, for what only has to have happened. */
export async function playing(url: string, platform: Platform, person: string): Promise<Player> {
  async function ask(path: string, request?: RequestInit): Promise<Screen> {
    const response = await fetch(url + path, request);
    assert.equal(response.status, 200, `${path} was not done`);
    return (await response.json()) as Screen;
  }
  let shown = await ask(`/rehearsal/screen?${new URLSearchParams({ person, platform })}`);
  const client: Pick<StandIn, 'screen' | 'act'> = {
    screen: () => shown,
    async act(_, act) {
      const body = JSON.stringify({ person, platform, id: crypto.randomUUID(), act });
      shown = await ask('/rehearsal/act', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    },
  };
  return player(client as StandIn, '');
}
