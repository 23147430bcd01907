import { expect, it } from 'vitest';
import { aGroup } from '../../../../test/support/samples';
import { GroupDefaults } from '../../../contract/model/group';
import { LadderId, TemplateId } from '../../../contract/model/ids';
import { defaultSettings } from '../../../contract/model/settings';
import { knownDefaults } from './merge-groups';

const [standard] = defaultSettings.ladders;
const gone = { ladder: LadderId.parse('ldr_elsewhere'), template: TemplateId.parse('tpl_elsewhere') };
const defaults = (change: Partial<GroupDefaults>) => ({
  ...GroupDefaults.parse({ channel: 'sms', delivery: null }),
  ...change,
});
const fileGroup = (change: Partial<GroupDefaults>) => ({ name: '值班组', members: [], defaults: defaults(change) });

it('leaves out ladders and templates of another computer, and says of which group', () => {
  const { groups, wrong } = knownDefaults([fileGroup(gone)], [], defaultSettings);
  expect(groups).toEqual([fileGroup({})]);
  expect(wrong.map(({ problem }) => [problem.advice, problem.params.name])).toEqual([
    ['import-no-ladder', '值班组'],
    ['import-no-template', '值班组'],
  ]);
});

it('keeps ladders and templates that exist here, and those the saved group has already', () => {
  const known = [fileGroup({ ladder: standard?.id ?? null }), { name: 'g', members: [] }];
  expect(knownDefaults(known, [], defaultSettings)).toEqual({ groups: known, wrong: [] });
  const there = aGroup([], { defaults: defaults(gone) });
  expect(knownDefaults([fileGroup(gone)], [there], defaultSettings)).toEqual({ groups: [fileGroup(gone)], wrong: [] });
});
