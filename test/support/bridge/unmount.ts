import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';

// What lives outside of React, the composer's timers for example, outlives the test; a page that is still mounted would
// then be drawn in a window that is gone.
afterEach(cleanup);
