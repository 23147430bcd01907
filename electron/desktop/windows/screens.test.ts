import { expect, it } from 'vitest';
import { createScreens } from './screens';

const electron = (scaleFactor = 1) => {
  const display = (id: number, x: number) => {
    const area = { x, y: 0, width: 1280, height: 800 };
    return { id, scaleFactor, bounds: area, workArea: area };
  };
  const [left, right] = [display(1, 0), display(2, 1280)];
  return {
    getPrimaryDisplay: () => right,
    getAllDisplays: () => [left, right],
    getCursorScreenPoint: () => ({ x: 640, y: 400 }),
  } as never;
};

it('names the primary display first, and goes by Electron’s cursor without another source', () => {
  const screens = createScreens(electron());
  expect(screens.look()).toBeNull();
  expect(screens.now()).toMatchObject({ screens: [{ id: 2 }, { id: 1 }], cursor: { x: 640, y: 400 } });
});

it('believes the server that was asked, in the measure of windows, until it says nothing', async () => {
  const screens = createScreens(electron(2));
  const said = [{ x: 3000, y: 900 }, null];
  screens.askPointer(async () => said.shift() ?? null);
  await screens.look();
  expect(screens.now().cursor).toEqual({ x: 1500, y: 450 });
  await screens.look();
  expect(screens.now().cursor).toEqual({ x: 640, y: 400 });
});
