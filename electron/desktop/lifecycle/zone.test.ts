import { afterEach, describe, expect, it, vi } from 'vitest';
import { createZone } from './zone';

const { TZ: before } = process.env;
afterEach(() => {
  if (before === undefined) delete process.env.TZ;
  else process.env.TZ = before;
});

describe('the zone of this computer', () => {
  it.each(['linux', 'darwin', 'win32'] as const)('is asked anew after it was set (%s)', (platform) => {
    const changed = vi.fn();
    process.env.TZ = 'Asia/Shanghai';
    const zone = createZone({ platform, env: process.env, changed });
    expect(zone.now()).toBe('Asia/Shanghai');
    process.env.TZ = 'America/New_York';
    expect(zone.now()).toBe('America/New_York');
    expect(zone.now()).toBe('America/New_York');
    expect(changed).toHaveBeenCalledExactlyOnceWith('America/New_York');
  });

  it('is told as changed when it was set before it was first asked for, and only then', () => {
    const changed = vi.fn();
    process.env.TZ = 'Asia/Shanghai';
    const zone = createZone({ platform: 'linux', env: process.env, changed });
    zone.look();
    expect(changed).not.toHaveBeenCalled();
    process.env.TZ = 'America/New_York';
    zone.look();
    zone.look();
    expect(changed).toHaveBeenCalledExactlyOnceWith('America/New_York');
  });

  it('is the one of the computer where no variable says otherwise, and leaves the environment as it was', () => {
    delete process.env.TZ;
    const zone = createZone({ platform: 'linux', env: process.env });
    expect(zone.now()).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone);
    expect('TZ' in process.env).toBe(false);
  });
});
