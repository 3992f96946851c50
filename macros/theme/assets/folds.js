/* Folds that a narrow screen needs. Where there is room they stand open from the start. Then the fold around the
   place that the address names, which older browsers do not open by themselves. */
(() => {
  const folds = document.querySelectorAll(".rb-long");
  const named = () => document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const show = () => {
    const fold = named()?.closest(".rb-long");
    if (!fold) return;
    fold.open = true;
    named().scrollIntoView();
  };
  if (matchMedia("(min-width: 60em)").matches) for (const fold of folds) fold.open = true;
  addEventListener("hashchange", show);
  show();
})();
