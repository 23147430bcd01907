import { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { WorkspaceId } from '../../contract/model/ids';
import { createKnownWindows } from '../ipc/known-windows';
import { createConnectWindow } from './connect-window';

const setUp = () => {
  let nextId = 1;
  class FakeBrowserWindow extends EventEmitter {
    webContents = Object.assign(new EventEmitter(), { id: nextId++, isDestroyed: () => false, send: vi.fn() });
    show = vi.fn();
    focus = vi.fn();
    loadURL = vi.fn(async () => undefined);
    gone = false;
    isDestroyed = () => this.gone;
    constructor() {
      super();
      made.push(this);
    }
    destroy() {
      this.gone = true;
      this.webContents.emit('destroyed');
      this.emit('closed');
    }
  }
  const made: FakeBrowserWindow[] = [];
  const windows = createKnownWindows();
  const session = { clearStorageData: vi.fn(async () => undefined), clearCache: vi.fn(async () => undefined) };
  const connect = createConnectWindow({
    BrowserWindow: FakeBrowserWindow as unknown as new () => BrowserWindow,
    windows,
    preferences: () => ({ session, webPreferences: {} }),
    backgroundColor: () => '#ffffff',
    title: () => '连接工作区',
  });
  return { connect, made, windows, session };
};

const workspace = WorkspaceId.parse('ws_1');

describe('the connect window', () => {
  it('is known by its kind while it is open, with the workspace it was opened for', () => {
    const { connect, windows } = setUp();
    connect.open(workspace);
    expect(windows.kindOf(1)).toBe('connect');
    expect(connect.workspaceId()).toBe(workspace);
    expect(connect.isOpen()).toBe(true);
  });

  it('shows with its first frame and comes to the front when it is asked for again', () => {
    const { connect, made } = setUp();
    connect.open(null);
    expect(made[0]!.show).not.toHaveBeenCalled();
    made[0]!.emit('ready-to-show');
    expect(made[0]!.show).toHaveBeenCalledOnce();
    connect.open(null);
    expect(made).toHaveLength(1);
    expect(made[0]!.focus).toHaveBeenCalledTimes(2);
  });

  it('gives way to one for another workspace, so that no half-typed secret reaches the wrong one', () => {
    const { connect, made } = setUp();
    connect.open(null);
    connect.open(workspace);
    expect(made.map((window) => window.gone)).toEqual([true, false]);
    expect(connect.workspaceId()).toBe(workspace);
  });

  it('is destroyed with its page, is a stranger from then on, and leaves nothing in its session', () => {
    const { connect, made, windows, session } = setUp();
    connect.open(workspace);
    connect.close();
    expect(made[0]!.gone).toBe(true);
    expect(windows.kindOf(1)).toBeNull();
    expect(connect.workspaceId()).toBeNull();
    expect(session.clearStorageData).toHaveBeenCalledOnce();
    expect(session.clearCache).toHaveBeenCalledOnce();
  });

  it('is closed when its page dies, because everything typed in it is lost', () => {
    const { connect, made } = setUp();
    connect.open(null);
    made[0]!.webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    expect(connect.isOpen()).toBe(false);
  });
});
