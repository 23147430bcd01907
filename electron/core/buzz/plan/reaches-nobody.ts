import type { Plan } from '../../../contract/model/plan';

/** Whether nothing stops this plan but that nobody in it can be called: everybody has their reason. */
export const reachesNobody = ({ people, problem }: Plan): boolean => {
  const [first] = people;
  return first?.preflight?.problem === problem && people.every((person) => person.preflight !== null);
};
