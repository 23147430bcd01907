// Replaces the clock that the app's main process reads, before its first line: a test cannot set the computer's own.
const real = Date.now;
Object.assign(globalThis, { clockIsOff: Number(process.env.CLOCK_IS_OFF ?? 0) });
Date.now = () => real() + Number(Reflect.get(globalThis, 'clockIsOff'));
