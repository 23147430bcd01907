const loopbackHost = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i;

/**
 * True for requests only a program on this computer makes: the Host is loopback (a page whose name was re-bound to
 * 127.0.0.1 sends its own name) and there is no Origin (every page that writes sends one).
 */
export const isLocalProgram = (headers: Headers): boolean =>
  loopbackHost.test(headers.get('host') ?? '') && headers.get('origin') === null;
