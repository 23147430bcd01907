import type { AdviceKey } from '../../../contract/advice/problem';
import { problem } from '../../../contract/advice/problem';
import { userIdScope } from '../../feishu/contact-scopes';
import type { Failure } from '../../feishu/failure';
import type { PageRecord, Place, ShownField } from './directory-record';
import { hiddenFields, nextStage, placeAfter } from './reading';

/** Problems that concern all calls of this kind: the app lacks a permission. */
const forAll: ReadonlySet<AdviceKey> = new Set(['scope-missing', 'identity-not-permitted']);

/** Problems that concern one department or some people; others can be read. */
const forOne: ReadonlySet<AdviceKey> = new Set([
  'contacts-range',
  'contact-invalid',
  'department-too-large',
  'department-ambiguous',
  'departments-not-existing',
  'ids-not-existing',
  'id-of-another-app',
  'paging-invalid',
  'field-invalid',
]);

/**
 * Decides how reading goes on after a refusal: the record skips what cannot be read and keeps the reason. null: it stops,
 * because other calls would fail as well (no network, no credentials, a denied IP); later it continues at the same place.
 *
 * @param again whether this list was started over before, because its page token had expired
 */
export const afterRefusal = (
  place: Place,
  { problem: reason }: Failure,
  shown: ReadonlySet<ShownField>,
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
  // A page token expires: the list is read from its beginning.
  if (reason.advice === 'paging-invalid' && place.after !== null && !again) return page({ ...place, after: null }, []);
  // The granted scopes cannot be asked for: every field that was not shown counts as hidden.
  if (place.stage === 'fields')
    return forAll.has(reason.advice) ? page(placeAfter(place, null), hiddenFields(shown, null)) : null;
  // Only an app that may see all people can list everything; others read what their range names.
  if (place.stage === 'whole' && (forOne.has(reason.advice) || forAll.has(reason.advice))) {
    const hidden = shown.has('range-people') ? [] : [problem('range-people-hidden', { scope: userIdScope })];
    return page(nextStage('whole'), [problem('contacts-partial'), ...hidden]);
  }
  if (forAll.has(reason.advice)) {
    // Without the range or the people of departments, nothing is left to read.
    const rest = place.stage === 'range' || place.stage === 'people' ? 'people' : place.stage;
    return page(nextStage(rest), [reason]);
  }
  if (!forOne.has(reason.advice)) return null;
  return page(place.stage === 'range' ? nextStage('people') : placeAfter(place, null), [reason]);
};
