import { expect, test } from 'vitest';
import type { RegisterList } from '../../src/partnership/register.ts';
import { testDatabase } from '../support/database.ts';
import { aPartnership, NOW, partnership } from './fixture.ts';

const database = await testDatabase();
const county = await aPartnership(database, 'county');
const city = await aPartnership(database, 'city');

const change = (id: string, key: string, list: RegisterList, row: Record<string, unknown>) =>
  database.transact(id, (store) =>
    store.applyRegister({ partnership: partnership(key), upserts: [{ list, row }] }, NOW),
  );

test('an account is known to every partnership that lists it, on its own connection only', async () => {
  const both = [
    { partnershipId: city, personKey: 'amal' },
    { partnershipId: county, personKey: 'amal' },
  ];
  expect(await database.identify('slack', 'T1', 'U1')).toEqual(both);
  expect(await database.identify('slack', 'T2', 'U1')).toEqual([]);
  expect(await database.identify('teams', 'T1', 'U1')).toEqual([]);
  expect(await database.identify('slack', 'T1', 'U2')).toEqual([]);
});

test('an account or a person that has left the register is not known any more', async () => {
  const person = { key: 'bea', name: 'Bea Example', email: null, prefers: null, endedOn: null };
  const account = {
    key: 'b1',
    personKey: 'bea',
    connectionKey: 'council',
    externalId: 'U7',
    linked: false,
    endedOn: null,
  };
  await change(city, 'city', 'people', person);
  await change(city, 'city', 'accounts', account);
  expect(await database.identify('slack', 'T1', 'U7')).toHaveLength(1);
  await change(city, 'city', 'accounts', { ...account, endedOn: '2021-04-01' });
  expect(await database.identify('slack', 'T1', 'U7')).toEqual([]);
  await change(city, 'city', 'accounts', account);
  expect(await database.identify('slack', 'T1', 'U7')).toHaveLength(1);
  await change(city, 'city', 'people', { ...person, endedOn: '2021-04-01' });
  expect(await database.identify('slack', 'T1', 'U7')).toEqual([]);
});

test('a channel says which partnership is meant', async () => {
  const channel = {
    key: 'own',
    bodyKey: 'board',
    connectionKey: 'council',
    externalId: 'C9',
    name: 'own',
    endedOn: null,
  };
  await change(city, 'city', 'channels', channel);
  expect(await database.partnershipsOf('slack', 'T1', 'C9')).toEqual([
    { partnershipId: city, isChannel: true },
    { partnershipId: county, isChannel: false },
  ]);
  const unknown = [city, county].map((partnershipId) => ({ partnershipId, isChannel: false }));
  expect(await database.partnershipsOf('slack', 'T1')).toEqual(unknown);
  await change(city, 'city', 'channels', { ...channel, endedOn: '2021-04-01' });
  expect(await database.partnershipsOf('slack', 'T1', 'C9')).toEqual(unknown);
  expect(await database.partnershipsOf('slack', 'T2', 'C9')).toEqual([]);
});

test('an edge remembers what it was told last, for each workspace', async () => {
  await database.memory.set('teams', 'tenant', 'conversation/amal', 'a:1');
  await database.memory.set('teams', 'tenant', 'conversation/amal', 'a:2');
  expect(await database.memory.get('teams', 'tenant', 'conversation/amal')).toBe('a:2');
  expect(await database.memory.get('teams', 'other', 'conversation/amal')).toBeUndefined();
});
