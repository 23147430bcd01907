import type { AdviceKey } from '../../../contract/advice/problem';
import { problem } from '../../../contract/advice/problem';
import type { Failure } from '../../feishu/failure';
import type { PageRecord, Place, Shown } from './directory-record';
import { hiddenFields } from './hidden-fields';
import { nextStage, placeAfter } from './reading';

/** The app lacks a permission for this kind of question altogether. */
const forAll: ReadonlySet<AdviceKey> = new Set(['scope-missing', 'identity-not-permitted']);

/** This department or these people cannot be listed; others can. */
const forOne: ReadonlySet<AdviceKey> = new Set([
  'contacts-range',
  'contact-invalid',
  'department-too-large',
  'departments-not-existing',
  'ids-not-existing',
  'id-of-another-app',
  'paging-invalid',
  'field-invalid',
]);

/**
 * How reading goes on after a refusal: with what is left, and the reason kept. null: it does not, as nothing would be
 * answered any better (no network, no credentials, an IP that is denied); another time it goes on at the same place.
 *
 * @param again this list was begun anew before because its page had gone stale
 */
export const afterRefusal = (
  place: Place,
  { problem: reason }: Failure,
  shown: ReadonlySet<Shown>,
  again: boolean,
): PageRecord | null => {
  const page = (go: Place, problems: PageRecord['problems']): PageRecord => ({
    kind: 'page',
    people: [],
    users: [],
    roots: [],
    departments: [],
    shown: [],
    problems,
    go,
  });
  // Pages do not keep: this list is read from its beginning.
  if (reason.advice === 'paging-invalid' && place.after !== null && !again) return page({ ...place, after: null }, []);
  // Whether it is hidden cannot be asked: it is not there, and this is how it would be had.
  if (place.stage === 'fields')
    return forAll.has(reason.advice) ? page(placeAfter(place, null), hiddenFields(shown, null)) : null;
  // Only who may see everybody may list everything: the others see what the range names.
  if (place.stage === 'whole' && (forOne.has(reason.advice) || forAll.has(reason.advice))) {
    return page(nextStage('whole'), [problem('contacts-partial')]);
  }
  if (forAll.has(reason.advice)) {
    // Without the range, or the people of any department, there is nothing left to read.
    const rest = place.stage === 'range' || place.stage === 'people' ? 'people' : place.stage;
    return page(nextStage(rest), [reason]);
  }
  if (!forOne.has(reason.advice)) return null;
  return page(place.stage === 'range' ? nextStage('people') : placeAfter(place, null), [reason]);
};
