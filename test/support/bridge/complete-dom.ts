type Toggled = HTMLElement & { dataset: { shown?: string } };

const toggle = (element: Toggled, open: boolean) => {
  if ((element.dataset.shown === 'yes') === open) return;
  element.dataset.shown = open ? 'yes' : 'no';
  // jsdom's own style sheet hides popovers and cannot show them.
  element.style.display = open ? 'block' : '';
  queueMicrotask(() => {
    const event = new Event('toggle');
    element.dispatchEvent(Object.assign(event, { newState: open ? 'open' : 'closed' }));
  });
};

let completed = false;

/** Adds what jsdom lacks: popovers and their invokers, modal dialogs, visibility, scrolling and idle time. */
export const completeDom = (): void => {
  if (completed) return;
  completed = true;
  HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close ??= function (this: HTMLDialogElement) {
    this.open = false;
  };
  HTMLElement.prototype.showPopover ??= function (this: Toggled) {
    toggle(this, true);
  };
  HTMLElement.prototype.hidePopover ??= function (this: Toggled) {
    toggle(this, false);
  };
  document.addEventListener('click', (event) => {
    const id =
      event.target instanceof Element ? event.target.closest('[popovertarget]')?.getAttribute('popovertarget') : null;
    const target: Toggled | null = id ? document.getElementById(id) : null;
    if (target) toggle(target, target.dataset.shown !== 'yes');
  });
  Element.prototype.checkVisibility ??= function (this: Element) {
    return !this.matches('[popover]') || (this as Toggled).dataset.shown === 'yes';
  };
  Element.prototype.scrollIntoView ??= () => undefined;
  globalThis.requestIdleCallback ??= () => 0;
};
