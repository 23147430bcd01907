import type { Person } from '../../../contract/model/person';
import type { KnownPerson } from './known-person';

/** What is saved of a person, without what only helps to find them. */
export const asPerson = ({ enName, nickname, departments, status, ...person }: KnownPerson): Person => person;
