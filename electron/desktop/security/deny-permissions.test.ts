import { expect, it, vi } from 'vitest';
import { denyPermissions, type PermissionHost } from './deny-permissions';

it('answers every permission request, check and device with no', () => {
  const session = {
    setPermissionRequestHandler: vi.fn<PermissionHost['setPermissionRequestHandler']>(),
    setPermissionCheckHandler: vi.fn<PermissionHost['setPermissionCheckHandler']>(),
    setDevicePermissionHandler: vi.fn<PermissionHost['setDevicePermissionHandler']>(),
  };
  denyPermissions(session);
  for (const permission of ['media', 'clipboard-read', 'notifications', 'fullscreen', 'one-of-the-future']) {
    const answer = vi.fn();
    session.setPermissionRequestHandler.mock.calls[0]![0]({}, permission, answer);
    expect(answer).toHaveBeenCalledExactlyOnceWith(false);
  }
  expect(session.setPermissionCheckHandler.mock.calls[0]![0]()).toBe(false);
  expect(session.setDevicePermissionHandler.mock.calls[0]![0]()).toBe(false);
});
