import type { z } from 'zod';

/** The places that a schema finds fault with, once each: never what stands there. */
export const placesOf = (error: z.ZodError): readonly string[] => [
  ...new Set(error.issues.map(({ path }) => path.join('.') || '.')),
];
