import { expect, test } from 'vitest';
import { looksLike, looksLikeUnread } from '../../src/partnership/escalation-likeness.ts';

const about = (title: string, priorities = 'serious-violence', areas = 'csp-1') => ({
  ...{ title, priorityKeys: priorities.split(' '), bodyKeys: areas.split(' ') },
});

test.each([
  ['Hospital outreach ends in June', 'Outreach in hospitals is ending'],
  ['Funding for hospital outreach', 'No money for the outreach at both hospitals'],
  ['Off-road bikes in the country parks', 'Offroad bikes in country parks'],
  ['Knife bins were removed at the station', 'Removal of the knife bins'],
  ['Young people travelling between areas to fight', 'Fights between young people who travel from other areas'],
  ['No reply from the landlord about empty garages', 'Landlord does not reply about garages'],
])('in one area, “%s” and “%s” look alike', (one, other) => {
  expect(looksLike(about(one), about(other))).toBe(true);
  expect(looksLike(about(other), about(one))).toBe(true);
});

test.each([
  ['Hospital outreach ends in June', 'Knife bins were removed at the station'],
  ['No reply from the landlord about empty garages', 'Street lights at the bus station'],
  ['Funding for two youth workers', 'Funding for hospital outreach'],
  ['Urgent: fires at the old mill', 'Urgent: lack of interpreters'],
  ['Need for a decision on cameras', 'Need for a decision on the night bus'],
])('in one area, “%s” and “%s” do not', (one, other) => {
  expect(looksLike(about(one), about(other))).toBe(false);
});

test('the same words about another priority are another matter', () => {
  const title = 'Hospital outreach ends in June';
  expect(looksLike(about(title, 'serious-violence'), about(title, 'hate-crime'))).toBe(false);
  expect(looksLike(about(title, 'serious-violence'), about(title, 'hate-crime serious-violence'))).toBe(true);
});

test('where the areas differ, more of the titles has to be the same', () => {
  const one = 'Fights after school at the tram stops';
  const other = 'Fights at the cinema on Friday';
  expect(looksLike(about(one), about(other))).toBe(true);
  expect(looksLike(about(one), about(other, 'serious-violence', 'csp-2'))).toBe(false);
  expect(looksLike(about(one), about('Tram stops: fights after school', 'serious-violence', 'csp-2'))).toBe(true);
});

test('capitals, accents and marks do not matter, and a title of small words is like nothing', () => {
  expect(looksLike(about('CAFÉ fires!'), about('Fires at cafe'))).toBe(true);
  expect(looksLike(about('We need this'), about('We need this'))).toBe(false);
});

test.each([
  ['Refuge closures', 'Refuge zebra'],
  ['Refuge closures', 'Refuge'],
  ['Prostitution', 'Prostitution'],
  ['Urgent funding issue: prostitution', 'Prostitution on the ring road'],
  ['Hospital outreach ends in June', 'Hospital outreach zebra quagga eland kudu'],
])('of “%s”, which they may not read, somebody who tries “%s” finds nothing', (unread, tried) => {
  expect(looksLikeUnread(about(tried), about(unread))).toBe(false);
});

test('of two words or more, most of the longer title have to be the same', () => {
  expect(looksLikeUnread(about('Closures of the refuge'), about('Refuge closures'))).toBe(true);
  expect(looksLikeUnread(about('Hospital outreach ends'), about('Hospital outreach ends in June'))).toBe(true);
});
