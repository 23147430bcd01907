require('../../../build/screen/hold-app.cjs');

// The people of practice only read, so that what a test sees does not depend on how long it looks.
Object.assign(globalThis, { practiceOnlyReads: true });
