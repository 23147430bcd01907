import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../../support/clock/until';
import { startLargeCompany } from '../../support/desk/large-company';
import { sharedTempFolder } from '../../support/disk/temp-folder';

const people = 50_000;
const folder = sharedTempFolder();
let company: Awaited<ReturnType<typeof startLargeCompany>>;

beforeAll(async () => {
  company = await startLargeCompany(people, { root: join(import.meta.dirname, '../../..'), folder });
}, 90_000);
afterAll(async () => {
  await company.close();
});

it('reads fifty thousand people in as many calls as there are pages', async () => {
  const directory = company.open();
  await directory.listPeople();
  await until('reading ends', () => directory.view().reading === null, 120_000);
  expect(directory.view()).toMatchObject({ problems: [], unfinished: false });
  expect(directory.knownPeople().people.length).toBeGreaterThan(people);
  const log = await company.practice.calls();
  const count = (api: string) => log.filter((call) => call.api === api).length;
  // 12 departments of the staff plus the generated ones; a team of 64 takes two pages.
  const teams = Math.ceil(people / 64);
  const departments = 12 + teams + Math.ceil(people / 512) + Math.ceil(people / 4096);
  expect(count('department_children')).toBe(Math.ceil(departments / 50));
  // The company itself has members, too: people who are in no department.
  expect(count('find_by_department')).toBe(1 + departments + teams - (people % 64 > 50 || people % 64 === 0 ? 0 : 1));
  expect(count('contact_scopes')).toBe(1);
}, 180_000);

it('knows them from the disk after a restart, without a call', async () => {
  await company.practice.forget();
  const directory = company.open();
  await directory.ready();
  expect(directory.knownPeople().people.length).toBeGreaterThan(people);
  expect(await company.practice.calls()).toEqual([]);
}, 60_000);
