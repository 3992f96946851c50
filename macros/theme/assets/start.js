/* What the theme's scripts expect to find before they run: storage under the site's own address. */
(() => {
  /* The theme says so when it runs, at the end, and everything would be styled once more. */
  document.documentElement.classList.replace("no-js", "js");
  const base = new URL(document.currentScript.dataset.base, location);
  const key = (name, scope) => `${scope.pathname}.${name}`;
  window.__md_scope = base;
  window.__md_hash = (text) => [...text].reduce((sum, char) => ((sum << 5) - sum + char.charCodeAt(0)) | 0, 0);
  /* A reader who refuses storage still searches and reads: asking for it alone is an error in their browser. */
  const shelf = (() => {
    try {
      return localStorage;
    } catch {
      return { getItem: () => null, setItem() {} };
    }
  })();
  window.__md_get = (name, storage = shelf, scope = base) => JSON.parse(storage.getItem(key(name, scope)));
  window.__md_set = (name, value, storage = shelf, scope = base) => {
    try {
      storage.setItem(key(name, scope), JSON.stringify(value));
    } catch {
      /* A full shelf costs nothing but the remembered colour scheme. */
    }
  };
})();
