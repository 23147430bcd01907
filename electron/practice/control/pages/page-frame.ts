/** Text that a page shows as it is. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);

const style = `body{font:16px/1.6 system-ui;max-width:40rem;margin:3rem auto;padding:0 1rem;color-scheme:light dark}
body.inner{margin:0;padding:0;max-width:none}
.inner main{box-sizing:border-box;height:100vh;overflow:auto;padding:.5rem 1rem;display:flex;flex-direction:column-reverse}
article button{font-size:.85rem;padding:.1rem .6rem}article,footer{flex:none}footer button{border:1px solid GrayText;border-radius:1rem}button,input,select{font:inherit;padding:.3rem .9rem;margin:0 .4rem .4rem 0}form{display:inline}
iframe{width:100%;height:26rem;border:1px solid GrayText;border-radius:.5rem}input[name=write]{width:65%}
article{border-radius:.6rem;padding:.4rem .8rem;margin:.6rem 0;background:color-mix(in srgb,Canvas 92%,CanvasText)}
article.own{margin-left:4rem}article p{margin:.2rem 0;white-space:pre-wrap;overflow-wrap:anywhere}
article img{display:block;max-width:100%;max-height:16rem;margin:.4rem 0;border-radius:.4rem}
small{color:GrayText}nav a{margin-right:.8rem;white-space:nowrap;display:inline-block}a{color:LinkText}`;

/** A page of practice's own. `refresh`: seconds after which it asks for itself again. */
export const page = (title: string, body: string, inner: { refresh: number } | null = null): string =>
  `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">${
    inner ? `<meta http-equiv="refresh" content="${inner.refresh}">` : ''
  }<title>${title}</title><style>${style}</style></head><body${inner ? ' class="inner"' : ''}><main>${
    inner ? '' : `<h1>${title}</h1>`
  }${body}</main></body></html>`;

/** No script runs in these pages, and no page of another server holds them. */
export const pageHeaders = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; form-action 'self'; frame-src 'self'; frame-ancestors 'self'",
  'Referrer-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

export const pageTitle = '练习飞书 / Practice Feishu';
