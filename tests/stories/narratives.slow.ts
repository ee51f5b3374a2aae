import { beforeAll, describe, expect, test } from 'vitest';
import type { Player } from '../../src/rehearsal/player.ts';
import { at, everybodyOn, messagesAbout, openScene, PLATFORMS, type Scene } from './scene.ts';

const ONE = 'Community Safety Partnership 1';
const GROUP = 'performance-group';

/** One quarter of the three partnerships, told in order: each story goes on where the one before it stopped. */
describe.each(PLATFORMS)('a quarter’s narratives on %s', (platform) => {
  let scene: Scene;
  let jamie: Player;
  let bronwen: Player;
  const group = () => {
    const { database, partnershipId } = scene;
    return database.read(partnershipId, async (reader) => {
      const { channels } = await reader.register();
      return channels.find(({ bodyKey }) => bodyKey === GROUP)!.name;
    });
  };

  beforeAll(async () => {
    scene = await openScene(platform, {
      narratives: true,
      asPublished: true,
      register(register) {
        register.obligations = register.obligations.filter(({ report }) => report === 'csp_narrative');
        const [channel] = register.channels.filter(({ bodyKey }) => bodyKey === GROUP);
        everybodyOn(register, platform);
        // The example has this channel on one platform only.
        const [connection] = register.connections;
        const { channels } = register;
        const own = channels.find(({ bodyKey }) => bodyKey === 'snb')!;
        register.channels = [{ ...own, key: `${GROUP}/${connection!.key}`, bodyKey: GROUP, name: channel!.name }];
      },
    });
    jamie = scene.person('jamie-thorpe');
    bronwen = scene.person('bronwen-pugh');
    return scene.close;
  });

  test('each officer is asked, and the leads are not', async () => {
    await scene.advance(at('2021-04-01', 9));
    expect(messagesAbout(jamie, '')).toEqual(['1 narrative due, Quarter 4 (January to March 2021)']);
    expect(scene.person('helen-tranter').messages()).toEqual([]);
  });

  test('one has nothing to report, in two taps', async () => {
    await bronwen.presses('Nothing to report from Community Safety Partnership 2');
    await bronwen.presses('Send nothing to report');
    expect(bronwen.dialog()).toContain('Nothing to report from Community Safety Partnership 2: sent');
    await bronwen.closes();
  });

  test('who has not sent it is reminded; who has is not', async () => {
    await scene.advance(at('2021-04-09', 9));
    expect(messagesAbout(jamie, '1 narrative due on Friday 16 April 2021')).toHaveLength(1);
    expect(messagesAbout(bronwen, 'due on Friday')).toEqual([]);
  });

  test('another sends theirs, and can escalate what needs the county', async () => {
    await jamie.presses(`Narrative from ${ONE}`);
    await jamie.fills([['What has changed locally', 'Complaints doubled in March']]);
    await jamie.presses('Save and continue');
    await jamie.fills([
      ['Does anything need countywide consideration?', 'Yes'],
      ['What needs it', 'Groups move between districts'],
    ]);
    await jamie.presses('Save and continue');
    await jamie.presses('Send the narrative');
    expect(jamie.dialog()).toContain(`Narrative from ${ONE} sent`);
    expect(jamie.dialog()).toContain(`[Escalate for ${ONE}]`);
    await jamie.closes();
    await scene.settle();
    expect(jamie.reads()).toContain(`${ONE}: Sent, reference SNB-2`);
  });

  test('the performance group reads them the working day after they are due, and opens one to read', async () => {
    await scene.advance(at('2021-04-19', 9));
    const neil = scene.person('neil-garside');
    const digest = neil.reads(await group());
    expect(digest).toContain('2 of 3 partnerships reported: 1 for countywide consideration, 1 nothing to report');
    expect(digest).toContain('Groups move between districts');
    await neil.presses(`Read ${ONE} narrative`);
    expect(neil.dialog()).toContain('Complaints doubled in March');
    await neil.closes();
  });

  test('what is late is asked for once more, and what comes then stands in the digest', async () => {
    const kwame = scene.person('kwame-asante');
    await scene.advance(at('2021-04-20', 10));
    expect(messagesAbout(kwame, '1 narrative late')).toHaveLength(1);
    await kwame.presses('Nothing to report from Community Safety Partnership 3');
    await kwame.presses('Send nothing to report');
    await kwame.closes();
    await scene.settle();
    expect(scene.person('neil-garside').reads(await group())).toContain('3 of 3 partnerships reported');
  });
});
