import { afterEach, beforeEach, expect, it } from 'vitest';
import { type PeopleDesk, peopleDesk } from '../support/people-desk';
import { until } from '../support/until';

let desk: PeopleDesk;
beforeEach(async () => {
  desk = await peopleDesk();
});
afterEach(() => desk.close());

const contactCalls = () => desk.calls().filter((call) => call.path.includes('/contact/v3/'));
const named = (people: readonly { name: string }[], name: string) => people.filter((person) => person.name === name);

it('reads everybody the contacts hold, once each, with department and standing, and nobody’s mobile', async () => {
  const { directory } = desk.start();
  const view = await desk.read(directory);
  const { people } = directory.known();
  const visible = desk.practice.world.people.filter(
    (one) => one.tenant === 'own' && one.inContacts && one.status !== 'resigned',
  );
  const open = people.map((person) => person.openId);
  expect(new Set(open).size).toBe(open.length);
  for (const one of visible) expect(open).toContain(one.openId);
  expect(named(people, '单小雨')).toMatchObject([
    { enName: 'Rain Shan', department: '订单组', departments: ['技术中心', '订单组'], unionId: expect.any(String) },
  ]);
  expect(view).toMatchObject({ people: people.length, at: expect.any(Number), problems: [], unfinished: false });
  expect(JSON.stringify(people)).not.toContain(desk.person('单小雨').mobile.slice(3));
});

it('knows everybody at once after a restart, without a call and without a network', async () => {
  const first = desk.start();
  await desk.read(first.directory);
  const before = first.directory.known().people;
  desk.practice.log.clear();
  await desk.practice.close();
  const { directory } = desk.start();
  await directory.ready();
  const { people } = directory.known();
  expect(new Set(people)).toEqual(new Set(before));
});

it('keeps the same people the same objects, and the same answer while nothing changes', async () => {
  const { directory } = desk.start();
  await desk.read(directory);
  const first = directory.known();
  expect(directory.known()).toBe(first);
  desk.practice.change({ people: [{ who: '单小雨', status: 'resigned' }] });
  directory.refresh();
  await until('reading ends', () => directory.view().reading === null);
  const second = directory.known();
  expect(second.version).toBeGreaterThan(first.version);
  const before = new Set(first.people);
  expect(second.people.filter((person) => !before.has(person)).length).toBeLessThanOrEqual(1);
});

it('reads again after a day, not before', async () => {
  const { directory } = desk.start();
  await desk.read(directory);
  desk.practice.log.clear();
  desk.clock.pass(23 * 3_600_000);
  await desk.read(directory);
  expect(contactCalls()).toEqual([]);
  desk.clock.pass(2 * 3_600_000);
  await desk.read(directory);
  expect(contactCalls().length).toBeGreaterThan(10);
});
