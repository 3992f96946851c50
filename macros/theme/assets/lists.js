/* A long list: what a reader chose, how many entries of each group are left, and an address that brings it back.

   Every word stands on the page. */
(() => {
  const form = document.querySelector("[data-shelf]");
  if (!form) return;
  const selects = [...form.querySelectorAll("select")];
  const rows = [...document.querySelectorAll("[data-is]")];
  const groups = [...document.querySelectorAll("[data-sets]")];
  const keeping = [...document.querySelectorAll("[data-keeps]")].filter((link) => link.pathname !== location.pathname);
  const reset = form.querySelector("[data-reset]");

  const show = () => {
    const chosen = selects.filter((select) => select.value);
    const fits = (words) => chosen.every(({ value }) => words.split(" ").includes(value));
    for (const row of rows) row.hidden = !fits(row.dataset.is);
    for (const list of document.querySelectorAll(".rb-group")) list.hidden = !list.querySelector("[data-is]:not([hidden])");
    let shown = 0;
    for (const group of groups) {
      const sets = group.dataset.sets.split("|").filter(fits);
      const count = sets.reduce((sum, set) => sum + parseInt(set, 10), 0);
      group.querySelector("[data-count]").textContent = count;
      group.hidden = !count;
      shown += count;
    }
    form.querySelector("[data-shown]").textContent = shown;
    form.querySelector("[data-choices]").textContent = chosen.map(({ selectedOptions: [{ text }] }) => text.replace(/ \(\d+\)$/, "")).join(" · ");
    for (const part of [reset, form.querySelector("[data-of]")]) part.hidden = !chosen.length;
    const state = new URLSearchParams(chosen.map(({ name, value }) => [name, value])).toString();
    for (const link of keeping) link.hash = state;
    return state;
  };

  const changed = () => {
    const state = show();
    history.replaceState(null, "", location.pathname + location.search + (state && `#${state}`));
  };

  const start = () => {
    /* An entry that has moved: its link here leads on. */
    const moved = document.getElementById(location.hash.slice(1));
    if (moved?.closest(".rb-leads")) location.replace(moved.href);
    const given = new URLSearchParams(location.hash.slice(1));
    for (const select of selects) {
      select.value = given.get(select.name) ?? "";
      if (select.selectedIndex === -1) select.selectedIndex = 0;
    }
    show();
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", changed);
  reset.addEventListener("click", () => {
    for (const select of selects) select.value = "";
    changed();
    form.querySelector("[data-status]").focus();
  });
  addEventListener("hashchange", start);
  form.querySelector("details").open = matchMedia("(min-width: 45em)").matches;
  form.hidden = false;
  start();
})();
