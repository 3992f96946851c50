/* Paint the remembered colour scheme before the page shows. */
(() => {
  const saved = __md_get("__palette");
  if (!saved || !saved.color) return;
  const colour = { ...saved.color };
  if (colour.media === "(prefers-color-scheme)") {
    const wanted = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
    const option = document.querySelector(`[data-md-color-media="(prefers-color-scheme: ${wanted})"]`);
    for (const name of ["media", "scheme", "primary", "accent"]) {
      colour[name] = option.getAttribute(`data-md-color-${name}`);
    }
  }
  for (const [name, value] of Object.entries(colour)) {
    document.body.setAttribute(`data-md-color-${name}`, value);
  }
})();
