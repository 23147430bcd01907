import { z } from 'zod';

/** An Electron accelerator such as `CommandOrControl+Alt+Shift+B`. */
export const Accelerator = z
  .string()
  .max(80)
  .regex(/^[A-Za-z0-9+\-=[\]\\;',./`]*$/);
