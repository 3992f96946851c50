/* Opens the fold that an address leads into, in a browser that does not do so by itself. */
(() => {
  const show = () => {
    const place = document.getElementById(location.hash.slice(1));
    const fold = place?.closest("details:not([open])");
    if (!fold) return;
    fold.open = true;
    place.scrollIntoView();
  };
  addEventListener("hashchange", show);
  show();
})();
