import { cleanup, configure } from '@testing-library/react';
import * as react from 'react';
import { afterEach } from 'vitest';

// What lives outside of React, the composer's timers for example, outlives the test; a page that is still mounted would
// then be drawn in a window that is gone.
afterEach(cleanup);

// A screen is loaded when it is first opened, which takes a busy machine longer than the second that is usual here.
configure({ asyncUtilTimeout: 60_000 });

// React's development build notes the stack of whoever makes an element, for the first ten thousand of each second: a
// seventh of what these tests take. Its warnings go on without them. A React that counts in another way is just slower.
const inside: unknown = Reflect.get(react, '__CLIENT_INTERNALS_DO_NOT_USE_OR_WARN_USERS_THEY_CANNOT_UPGRADE');
if (typeof inside === 'object' && inside !== null)
  Object.defineProperty(inside, 'recentlyCreatedOwnerStacks', { get: () => Infinity, set: () => undefined });
