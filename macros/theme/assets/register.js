/* The register: what a reader looks for, in the order they choose, and an address that brings it back.

   The form is the whole state. Every word stands on the page; whom a danger concerns is asked of `rbYou`. */
(() => {
  const form = document.querySelector("[data-register]");
  if (!form) return;
  const page = document.querySelector("[data-dangers]");
  const flat = page.querySelector("[data-flat]");
  const fold = page.querySelector("[data-less]");
  const rest = fold.querySelector("[data-rest]");
  const rows = [...page.querySelectorAll("[data-item]")];
  const groups = [...page.querySelectorAll("[data-group]")];
  const names = [...new Set([...form.elements].map((control) => control.name).filter(Boolean))];
  const { sort, cell } = form.elements;
  const NOTHING = "all";
  let isOwn = false;

  const plain = (text) =>
    text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const title = (row) => row.querySelector("a").textContent;
  const home = new Map(rows.map((row) => [row, row.parentElement]));
  const level = new Map(rows.map((row) => [row, row.querySelector("[data-step]").dataset.step]));
  const said = new Map(
    rows.map((row) => [row, plain(`${title(row)} ${row.querySelector(".rb-sub").textContent} ${row.dataset.names}`)]),
  );

  /* ------------------------------------------------------------ order */

  const heads = [...page.querySelectorAll("[data-column]")];
  const columns = [...flat.querySelectorAll("[data-column]")];
  const chosen = () => sort.value.replace("-", "");
  const byRank = (one, other) => one.dataset.rank - other.dataset.rank;

  const byColumn = () => {
    const at = columns.findIndex(({ dataset }) => dataset.column === chosen());
    const isUp = (columns[at].dataset.first === "ascending") !== sort.value.startsWith("-");
    const value = (row) => Number(row.cells[at].dataset.value);
    const compare = at ? (one, other) => value(one) - value(other) : (one, other) => title(one).localeCompare(title(other));
    columns.forEach((head, number) => head.setAttribute("aria-sort", number !== at ? "none" : isUp ? "ascending" : "descending"));
    return (one, other) => (isUp ? compare(one, other) : compare(other, one)) || byRank(one, other);
  };

  for (const head of heads) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const { column } = head.dataset;
      sort.value = sort.value === column ? `-${column}` : column;
      changed();
      columns.find(({ dataset }) => dataset.column === column).firstElementChild.focus();
    });
  }

  /* ------------------------------------------------------------ what is shown */

  const choice = (data) => {
    const { choice: kept } = rbYou.site();
    const places = [...form.querySelectorAll("[name=place]")];
    const holds = Object.fromEntries(places.map((box) => [box.value, box.dataset.holds]));
    return {
      ...kept,
      product: data.getAll("product"),
      place: data.getAll("place"),
      role: data.get("role"),
      fact: data.has("facts") ? kept.fact : [],
      holds: { ...kept.holds, ...holds },
    };
  };

  /* Rows that stand in their order already stay: taking them out and back in costs a slow phone a second. */
  const put = (body, found) => {
    if (found.some((row, at) => row !== body.rows[at])) body.append(...found);
  };

  const show = () => {
    const data = new FormData(form);
    const words = plain(data.get("q")).split(" ");
    const reader = choice(data);
    const isFound = (row) =>
      words.every((word) => said.get(row).includes(word)) &&
      (!data.get("level") || level.get(row) === data.get("level")) &&
      (!data.get("category") || home.get(row).dataset.group === data.get("category")) &&
      (!data.get("cell") || row.dataset.cells.split(" ").includes(data.get("cell")));
    const found = rows.filter(isFound);
    const why = new Map(found.map((row) => [row, rbYou.reason(row, reader)]));
    const mine = found.filter((row) => !why.get(row));
    const less = found.filter((row) => why.get(row));
    const isFlat = Boolean(sort.value);
    const order = isFlat ? byColumn() : byRank;

    for (const row of rows) {
      row.hidden = !why.has(row);
      for (const text of row.querySelectorAll("[data-why]")) text.hidden = !rbYou.words(text.dataset.why).includes(why.get(row));
    }
    for (const row of rows.filter((one) => one.hidden)) home.get(row).append(row);
    mine.sort(order);
    for (const body of isFlat ? flat.tBodies : groups) put(body, mine.filter((row) => isFlat || home.get(row) === body));
    rest.append(...less.sort(order));

    flat.hidden = !isFlat || !mine.length;
    for (const group of groups) {
      const count = [...group.rows].filter((row) => !row.hidden).length;
      const part = group.closest("section");
      part.hidden = isFlat || !count;
      part.querySelector("[data-count]").textContent = count;
      /* A phone shows the groups folded, and what was looked for open. */
      if (view().length) part.querySelector("details").open = true;
    }
    fold.hidden = !less.length;
    fold.querySelector("[data-left]").textContent = less.length;
    fold.querySelector("[data-all]").textContent = found.length;
    form.querySelector("[data-shown]").textContent = mine.length;
    form.querySelector("[data-grouped]").hidden = !isFlat;
    form.querySelector("[data-reset]").hidden = !view().length;
    form.querySelector("[data-own]").hidden = !isOwn;
    form.querySelector("[data-facts]").hidden = !rbYou.site().choice.fact.length;
    form.querySelector("[data-cell-box]").hidden = !cell.value;
  };

  /* ------------------------------------------------------------ the address */

  const view = () => [...new FormData(form)].map(([name, value]) => [name, name === "q" ? plain(value) : value]).filter(([, value]) => value);

  const restore = (given) => {
    const link = document.querySelector(`[data-cell="${CSS.escape(given.get("cell") ?? "")}"]`);
    cell.value = link?.dataset.cell ?? "";
    cell.closest("p").querySelector("[data-said]").textContent = link?.getAttribute("aria-label") ?? "";
    for (const name of names) {
      const controls = [form.elements[name]].flatMap((one) => (one instanceof RadioNodeList ? [...one] : [one]));
      for (const control of controls) {
        if (control.type === "checkbox") control.checked = control.value && given.getAll(name).includes(control.value);
        else control.value = given.get(name) ?? "";
        if (control.selectedIndex === -1) control.selectedIndex = 0;
      }
    }
    const places = form.querySelector("details details");
    places.open = Boolean(places.querySelector(":checked"));
  };

  const fromChoice = () => {
    const { product, place, role, fact } = rbYou.site().choice;
    const pairs = [...product.map((one) => ["product", one]), ...place.map((one) => ["place", one]), ["role", role]];
    return new URLSearchParams(fact.length ? [...pairs, ["facts", "1"]] : pairs);
  };

  const start = () => {
    const given = new URLSearchParams(location.hash.slice(1));
    const isView = [...names, NOTHING].some((name) => given.has(name));
    isOwn = !isView && !rbYou.isEmpty();
    restore(isOwn ? fromChoice() : given);
    show();
  };

  const changed = () => {
    isOwn = false;
    show();
    const hash = view().length ? new URLSearchParams(view()).toString() : rbYou.isEmpty() ? "" : NOTHING;
    history.replaceState(null, "", location.pathname + location.search + (hash && `#${hash}`));
  };

  const reset = () => {
    restore(new URLSearchParams());
    changed();
    form.querySelector("[data-status]").focus();
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", changed);
  form.querySelector("[data-reset]").addEventListener("click", reset);
  form.querySelector("[data-grouped]").addEventListener("click", () => {
    sort.value = "";
    changed();
    form.querySelector("[data-status]").focus();
  });
  for (const link of document.querySelectorAll("[data-cell]")) link.href = `#cell=${link.dataset.cell}`;
  addEventListener("hashchange", () => {
    start();
    if (cell.value) form.querySelector("[data-status]").focus();
  });
  rbYou.listen(() => (isOwn ? start() : show()));

  form.hidden = false;
  form.querySelector("details").open = matchMedia("(min-width: 45em)").matches;
  start();
})();
