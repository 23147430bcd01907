import type { z } from 'zod';

/** Kinds of windows: the popup, a board's own window, the connect window. */
export type WindowKind = 'popup' | 'board' | 'connect';

export interface Request<Input extends z.ZodType, Output> {
  /** The schema, made when the request is first used: making all of them takes longer than a page should wait. */
  input: () => Input;
  from: readonly WindowKind[];
  /** Carries the type of the answer; never read at run time. */
  output?: Output;
}

/** Declares a request of these windows: `by('popup')<Output>()(input)`, as TypeScript infers all type arguments or none. */
const by =
  (...from: readonly WindowKind[]) =>
  <Output>() =>
  <Input extends z.ZodType>(make: () => Input): Request<Input, Output> => {
    let input: Input | undefined;
    return {
      input: () => {
        input ??= make();
        return input;
      },
      from,
    };
  };

export const popup = by('popup');
export const board = by('board');
export const connect = by('connect');
/** Requests of a board, wherever it is shown. */
export const onBoard = by('popup', 'board');
export const popupOrConnect = by('popup', 'connect');
export const everyWindow = by('popup', 'board', 'connect');
