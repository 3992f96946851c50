/* What a reader said about their business: kept in this browser, told to nobody, and what follows from it on a page.

   Every word stands on the page. Other scripts ask `rbYou`. macros/book/scope.py holds the same rule for the tests. */
const rbYou = (() => {
  const KEY = `${__md_scope.pathname}.riskbook`;
  const LISTS = ["product", "place", "fact"];
  const MOST_SITES = 30;
  const nobody = () => ({ name: "", choice: { product: [], place: [], role: "", fact: [], holds: {}, asked: {} }, said: [], lines: {} });
  const heard = [];
  let isKept = true;

  /* ------------------------------------------------------------ memory */

  const read = () => {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY));
      if (Array.isArray(kept?.sites) && kept.sites.length) return kept;
    } catch {
      /* Refused, or not ours: begin anew. */
    }
    return { now: 0, sites: [nobody()] };
  };
  const book = read();
  /* What an earlier edition did not know is filled in. */
  const site = () => {
    const kept = book.sites[book.now] ?? book.sites[0];
    return { ...nobody(), ...kept, choice: { ...nobody().choice, ...kept?.choice } };
  };

  const keep = () => {
    try {
      localStorage.setItem(KEY, JSON.stringify(book));
      isKept = true;
    } catch {
      isKept = false;
    }
    for (const note of document.querySelectorAll("[data-unkept]")) note.hidden = isKept;
  };

  const changed = () => {
    keep();
    show();
    for (const listener of heard) listener(site());
  };

  const change = (values) => {
    book.sites[book.now] = { ...site(), ...values };
    changed();
  };

  const fillAll = () => {
    for (const form of document.querySelectorAll("[data-choice]")) fill(form);
  };

  /* Turns to another site: the one with this number in a list of sites, which may be a new list. */
  const turn = (now, sites = book.sites) => {
    Object.assign(book, { now, sites });
    fillAll();
    changed();
  };

  /* Adds a site and turns to it. An untouched one is replaced; returns false when there are too many. */
  const add = (values = {}) => {
    const isUntouched = JSON.stringify(site()) === JSON.stringify(nobody());
    const others = book.sites.filter((_, at) => !isUntouched || at !== book.now);
    if (others.length >= MOST_SITES) return false;
    turn(others.length, [...others, Object.assign(nobody(), values)]);
    return true;
  };

  const erase = () => {
    turn(0, [nobody()]);
    try {
      localStorage.removeItem(KEY);
    } catch {
      /* Nothing was kept. */
    }
  };

  /* A button that says what it will do wants a second tap. */
  const sure = (button, act) => {
    const first = button.textContent;
    let isAsked = false;
    const rest = () => {
      isAsked = false;
      button.textContent = first;
    };
    button.addEventListener("blur", rest);
    button.addEventListener("click", () => {
      if (isAsked || !button.dataset.sure) {
        rest();
        act();
        return;
      }
      isAsked = true;
      button.textContent = button.dataset.sure;
    });
  };

  /* ------------------------------------------------------------ the rule */

  const words = (text) => (text ?? "").split(" ").filter(Boolean);
  const meets = (needed, given) => !needed.length || !given.length || needed.some((word) => given.includes(word));

  /* Why an element is left out for this reader: products, roles, facts, places, or nothing. */
  const reason = ({ dataset }, { product, place, role, fact, holds, asked } = site().choice) => {
    if (!meets(words(dataset.products), product)) return "products";
    if (!meets(words(dataset.roles), role ? [role] : [])) return "roles";
    if (!meets(words(dataset.places), place.flatMap((one) => words(holds[one])))) return "places";
    const needed = words(dataset.facts);
    const has = (one) => fact.includes(one) || words(holds[one]).some((with_) => product.includes(with_));
    const isAsked = needed.every((one) => fact.some((said) => asked[said] === asked[one]));
    return needed.length && isAsked && !needed.some(has) ? "facts" : "";
  };

  const isEmpty = () => {
    const { choice } = site();
    return !choice.role && LISTS.every((about) => !choice[about].length);
  };

  /* ------------------------------------------------------------ the form */

  const boxes = (form) => [...form.querySelectorAll("input[type=radio], input[type=checkbox]")];
  const about = (box) => box.closest("[data-about]").dataset.about;

  const gather = (form) => {
    const { choice } = nobody();
    const said = [];
    for (const box of boxes(form)) {
      const kind = about(box);
      if (kind === "fact") choice.asked[box.value] = box.name;
      if (kind === "fact" || (kind === "place" && box.checked)) choice.holds[box.value] = box.dataset.holds;
      if (!box.checked) continue;
      if (kind === "role") choice.role = box.value;
      else choice[kind].push(box.value);
      if (!("none" in box.dataset)) said.push(box.parentElement.querySelector("[data-name]").textContent);
    }
    return { choice, said };
  };

  const fill = (form) => {
    const { choice } = site();
    for (const box of boxes(form)) box.checked = [choice[about(box)]].flat().includes(box.value);
    for (const fold of form.querySelectorAll("details")) fold.open = Boolean(fold.querySelector(":checked"));
  };

  /* "None of these" and the other answers exclude each other. */
  const exclude = (box) => {
    if (!box.checked || box.type !== "checkbox") return;
    for (const other of boxes(box.closest("fieldset")))
      if (other !== box && ("none" in box.dataset || "none" in other.dataset)) other.checked = false;
  };

  for (const form of document.querySelectorAll("[data-choice]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", ({ target }) => {
      exclude(target);
      change(gather(form));
    });
  }

  /* ------------------------------------------------------------ the address */

  const inAddress = () => {
    const { choice } = site();
    const pairs = [...LISTS, "role"].map((name) => [name, [choice[name]].flat().join(",")]).filter(([, value]) => value);
    return pairs.map(([name, value]) => `${name}=${value}`).join("&");
  };

  /* What the form makes of ids that came from outside, by question: only its own answers are taken. */
  const taken = (form, given) => {
    for (const box of boxes(form)) box.checked = [given[about(box)]].flat().includes(box.value);
    return gather(form);
  };

  /* A link that somebody passed on opens as a new site: nothing the reader has said is lost. */
  const fromAddress = () => {
    const form = document.querySelector("[data-choice]");
    const given = new URLSearchParams(location.hash.slice(1));
    const names = [...LISTS, "role"].filter((name) => given.get(name));
    if (!form || !names.length) return;
    history.replaceState(null, "", location.pathname + location.search);
    const gathered = taken(form, Object.fromEntries(names.map((name) => [name, given.get(name).split(",")])));
    if (!boxes(form).some((box) => box.checked)) return;
    const isSame = (one) => JSON.stringify(one.choice) === JSON.stringify(gathered.choice);
    const known = book.sites.findIndex(isSame);
    if (known < 0) add(gathered);
    else turn(known);
  };

  /* ------------------------------------------------------------ what a page shows */

  const listed = document.querySelectorAll("[data-mine] > [data-item], [data-more] [data-item]");
  const order = new Map([...listed].map((item, at) => [item, Number(item.dataset.place ?? at)]));
  const inOrder = (one, other) => order.get(one) - order.get(other);

  /* Into a list, in this order. Taking a row out and putting it back where it was costs a slow phone a second. */
  const put = (list, found) => {
    const now = [...list.children].filter((item) => order.has(item));
    if (found.length !== now.length || found.some((item, at) => item !== now[at])) list.append(...found);
  };

  /* What concerns the reader comes first. The rest goes into the fold that says how many they are; without a fold
     it follows. Folds of groups take what is beyond the top. */
  const sort = (list) => {
    const fold = list.parentElement.querySelector(":scope > [data-less]");
    const rest = fold?.querySelector("[data-rest]");
    const top = Number(list.dataset.top) || Infinity;
    const groups = [...list.parentElement.querySelectorAll(":scope > [data-more]")];
    const lists = [list, rest, ...groups.map((group) => group.lastElementChild)].filter(Boolean);
    const items = lists.flatMap((one) => [...one.children]).filter((item) => order.has(item)).sort(inOrder);
    const why = new Map(items.map((item) => [item, reason(item)]));
    const [mine, others] = [items.filter((item) => !why.get(item)), items.filter((item) => why.get(item))];
    const beyond = new Set();
    for (const group of groups) {
      const found = mine.slice(top).filter((item) => item.dataset.group === group.dataset.more);
      for (const item of found) beyond.add(item);
      put(group.lastElementChild, found);
      group.querySelector("[data-count]").textContent = found.length;
      group.hidden = !found.length;
    }
    put(list, [...mine.filter((item) => !beyond.has(item)), ...(rest ? [] : others)]);
    if (rest) put(rest, others);
    for (const item of items) {
      for (const text of item.querySelectorAll("[data-why]")) text.hidden = !words(text.dataset.why).includes(why.get(item));
      item.classList.toggle("rb-mine", !why.get(item) && others.length > 0);
      if (item.localName === "details" && others.length) item.open = !why.get(item);
    }
    if (!fold) return;
    fold.hidden = !others.length;
    fold.querySelector("[data-left]").textContent = others.length;
    fold.querySelector("[data-all]").textContent = items.length;
  };

  const show = () => {
    const none = isEmpty();
    for (const bar of document.querySelectorAll("[data-you]")) {
      bar.hidden = none;
      bar.querySelector("[data-said]").textContent = site().said.join(" · ");
    }
    for (const part of document.querySelectorAll("[data-chosen]")) part.hidden = none;
    for (const list of document.querySelectorAll("[data-mine]")) sort(list);
  };

  for (const button of document.querySelectorAll("[data-erase]")) sure(button, erase);
  for (const button of document.querySelectorAll("[data-share]"))
    button.addEventListener("click", async () => {
      const link = new URL(button.dataset.share, location.href);
      link.hash = inAddress();
      const done = button.parentElement.querySelector("[data-done]");
      try {
        await navigator.clipboard.writeText(link.href);
        done.textContent = done.dataset.done;
      } catch {
        location.hash = link.hash;
      }
    });

  fromAddress();
  fillAll();
  show();

  return { words, book, site, change, turn, add, taken, sure, reason, isEmpty, nobody, fill, listen: (listener) => heard.push(listener) };
})();
