import { problem } from '../../../contract/advice/problem';
import type { Group } from '../../../contract/model/group';
import type { Settings } from '../../../contract/model/settings';
import type { FileGroup, WrongLine } from './groups-file';

/**
 * The groups of a file without ladders and templates that this computer does not have: a file names them by ids of the
 * computer it was written on, and a group that asks for a ladder nobody has could not be buzzed. What a group here has
 * already stays, gone or not: a file that comes back to where it was written changes nothing.
 */
export const knownDefaults = (
  file: readonly FileGroup[],
  there: readonly Group[],
  { ladders, templates }: Pick<Settings, 'ladders' | 'templates'>,
): { groups: readonly FileGroup[]; wrong: readonly WrongLine[] } => {
  const wrong: WrongLine[] = [];
  const groups = file.map((group) => {
    const { name, defaults } = group;
    if (!defaults) return group;
    const own = there.find((each) => each.name === name)?.defaults;
    const hasLadder = defaults.ladder === own?.ladder || ladders.some(({ id }) => id === defaults.ladder);
    const hasTemplate = defaults.template === own?.template || templates.some(({ id }) => id === defaults.template);
    const ladder = hasLadder ? defaults.ladder : null;
    const template = hasTemplate ? defaults.template : null;
    if (ladder !== defaults.ladder) wrong.push({ line: null, problem: problem('import-no-ladder', { name }) });
    if (template !== defaults.template) wrong.push({ line: null, problem: problem('import-no-template', { name }) });
    return { ...group, defaults: { ...defaults, ladder, template } };
  });
  return { groups, wrong };
};
