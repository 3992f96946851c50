/* Paints the page before it shows: in the colours that the reader chose here, else in those of their device. */
(() => {
  const KEY = "colours";
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const buttons = [...document.querySelectorAll("[data-paints]")];
  const bar = document.createElement("meta");
  bar.name = "theme-color";
  document.head.append(bar);
  let chosen = __md_get(KEY);

  const paint = () => {
    const isKnown = buttons.some(({ dataset }) => dataset.paints === chosen);
    const scheme = isKnown ? chosen : dark.matches ? "slate" : "default";
    document.body.dataset.mdColorScheme = scheme;
    for (const button of buttons) button.hidden = button.dataset.paints === scheme;
    bar.content = getComputedStyle(document.body).backgroundColor;
  };

  for (const button of buttons)
    button.addEventListener("click", () => {
      chosen = button.dataset.paints;
      __md_set(KEY, chosen);
      paint();
      buttons.find(({ hidden }) => !hidden).focus();
    });
  dark.addEventListener("change", paint);
  paint();
})();
