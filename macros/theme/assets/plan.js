/* A reader's plan: what comes first for what they said, what is done, and where their dangers are now.

   Every word and number stands on the page. macros/book/priority.py holds the same rule; the tests compare both. */
(() => {
  const plan = document.querySelector("[data-plan]");
  if (!plan) return;
  const one = (name, from = document) => from.querySelector(`[data-${name}]`);
  const all = (name, from = document) => [...from.querySelectorAll(`[data-${name}]`)];
  const { words } = rbYou;
  const numbers = (text) => words(text).map(Number);
  const sum = (found) => found.reduce((whole, part) => whole + part, 0);
  const fill = (pattern, value) => pattern.replace("#", () => value);
  const said = (element) => element.textContent.trim();
  const texts = plan.dataset;
  const form = one("choice");
  const STATES = ["done", "out"];
  const FORMAT = "riskbook-plan-1";
  const [MOST_BYTES, MOST_WORDS, MOST_NAME] = [200000, 200, 60];

  const dangers = all("danger").map((element, id) => ({
    element,
    id,
    rated: numbers(element.dataset.rated),
    fallsTo: numbers(element.dataset.fallsTo),
  }));
  const actions = all("action").map((element) => ({
    element,
    id: element.dataset.action,
    ids: [element.dataset.action, ...words(element.dataset.was)],
    who: element.dataset.who,
    effort: Number(element.dataset.effort),
    tie: Number(element.dataset.tie),
    shares: new Map(words(element.dataset.shares).map((pair) => pair.split(":").map(Number))),
    helps: numbers(element.dataset.helps),
    moves: numbers(element.dataset.moves),
  }));
  /* What only a script uses stands on the page once. */
  for (const { element, id } of actions) {
    const [why, state] = one("line").content.cloneNode(true).children;
    state.firstElementChild.textContent = said(one("do", element));
    for (const input of state.elements) input.name = id;
    element.querySelector("details").before(why);
    element.append(state);
  }
  for (const danger of dangers) danger.core = actions.filter((action) => action.shares.has(danger.id));

  /* ------------------------------------------------------------ the rule */

  /* What was kept under the id of this edition or one of an earlier edition. */
  const kept = ({ ids }) => {
    const { lines } = rbYou.site();
    return lines[ids.find((id) => Object.hasOwn(lines, id))] ?? {};
  };
  const isOpen = (action) => !kept(action).state;
  const isDone = (action) => kept(action).state === "done";
  const isInPlace = (action) => isDone(action) || rbYou.reason(action.element);

  const worth = (action, mine) => {
    const lowers = mine.filter(({ id }) => action.shares.has(id));
    const share = sum(lowers.map(({ id }) => action.shares.get(id)));
    const served = lowers.length + mine.filter(({ id }) => action.helps.includes(id)).length;
    return Object.assign(action, { lowers, share, served, why: rbYou.reason(action.element) });
  };
  const byWorth = (first, second) =>
    second.share / second.effort - first.share / first.effort ||
    second.served / second.effort - first.served / first.effort ||
    first.tie - second.tie;

  const level = (danger) => {
    const [likelihood, ...impacts] = danger.rated.map((before, axis) => {
      const whole = sum(danger.core.map(({ moves }) => moves[axis]));
      const inPlace = sum(danger.core.filter(isInPlace).map(({ moves }) => moves[axis]));
      const fall = before - danger.fallsTo[axis];
      return fall > 0 && whole ? before - Math.floor((fall * inPlace) / whole) : before;
    });
    return Number(texts.matrix[(likelihood - 1) * 5 + Math.max(...impacts) - 1]);
  };

  /* ------------------------------------------------------------ what is shown */

  const levels = [...one("levels").children];
  const cells = (row) => [...row.querySelectorAll("td")];
  const stepIn = (cell) => Number(one("step", cell).dataset.step);

  const measure = (mine) => {
    for (const danger of dangers) one("now", danger.element).replaceChildren(levels[level(danger) - 1].cloneNode(true));
    for (const row of all("tally"))
      cells(row).forEach((cell, column) => {
        const at = mine.filter(({ element }) => stepIn(cells(element)[column]) === Number(row.dataset.tally));
        cell.textContent = at.length;
      });
    const own = actions.filter(({ why, served }) => !why && served).filter((action) => kept(action).state !== "out");
    one("count-done").textContent = own.filter(isDone).length;
    one("count-mine").textContent = own.length;
  };

  /* Into a list; what holds the list is hidden with nothing in it, and says how many there are. */
  const put = (list, found) => {
    const part = list.closest("[data-part], [data-less]");
    list.append(...found.map(({ element }) => element));
    if (!part) return;
    part.hidden = !found.length;
    for (const count of all("count", part)) count.textContent = found.length;
  };
  const left = (fold, found, whole) => {
    one("left", fold).textContent = found.length;
    one("all", fold).textContent = whole.length;
  };
  const explain = ({ element }, why) => {
    for (const text of all("why", element)) text.hidden = !words(text.dataset.why).includes(why);
  };

  const nameOf = (id) => said(one("name", form.querySelector(`[value="${id}"]`).parentElement));
  const given = (needed, has) => words(needed).filter((id) => has.includes(id));

  /* The answers that brought an action: its own, else those that brought the dangers it lowers. */
  const brought = ({ element, lowers }) => {
    const { product, fact } = rbYou.site().choice;
    const found = given(element.dataset.facts, fact);
    const facts = found.length ? found : lowers.flatMap((danger) => given(danger.element.dataset.facts, fact));
    const products = given(element.dataset.products, product);
    return [
      [texts.use, products],
      [texts.told, [...new Set(facts)]],
    ]
      .filter(([, ids]) => ids.length)
      .map(([text, ids]) => fill(text, ids.map(nameOf).join(", ")))
      .join(" ");
  };

  const describe = (action) => {
    const { element, lowers } = action;
    const few = Number(texts.few);
    const because = one("brought", element);
    because.textContent = brought(action);
    because.hidden = !because.textContent;
    const links = lowers.slice(0, few).flatMap((danger) => [", ", danger.element.querySelector("a").cloneNode(true)]);
    one("lowers", element).replaceChildren(...links.slice(1));
    one("lowers", element).parentElement.hidden = !lowers.length;
    one("more", element).textContent = lowers.length > few ? fill(texts.andMore, lowers.length - few) : "";
  };

  const showState = (action) => {
    const { state = "", because = "" } = kept(action);
    for (const radio of action.element.querySelectorAll("[type=radio]")) radio.checked = radio.value === state;
    const field = one("because", action.element);
    field.hidden = state !== "out";
    field.querySelector("input").value = because;
  };

  const list = (name) => one(`list="${name}"`);
  const rows = (name) => one(`dangers="${name}"`);

  const arrange = () => {
    const { role, place } = rbYou.site().choice;
    const mine = dangers.filter(({ element }) => !rbYou.reason(element));
    const others = dangers.filter((danger) => !mine.includes(danger));
    for (const action of actions) worth(action, mine);
    const ranked = [...actions].sort(byWorth);
    const isMine = ({ why, served }) => !why && served;
    const open = ranked.filter((action) => isMine(action) && isOpen(action));
    const own = open.filter(({ who }) => ["", texts.allOfThem, who].includes(role));
    const week = [...own, ...open.filter((action) => !own.includes(action))].slice(0, Number(texts.most));
    const later = open.filter((action) => !week.includes(action));
    const done = ranked.filter(isDone);
    const rest = ranked.filter((action) => !isDone(action) && !open.includes(action));
    put(list("week"), week);
    put(list("then"), later.filter(({ share }) => share));
    put(list("further"), later.filter(({ share }) => !share));
    put(list("done"), done);
    put(list("rest"), rest);
    left(list("rest").closest("details"), rest, actions);
    for (const action of actions) {
      describe(action);
      showState(action);
      explain(action, isMine(action) || kept(action).state ? "" : action.why || "nothing");
      action.element.querySelector("details").open = week.includes(action);
    }

    measure(mine);
    const now = ({ element }) => stepIn(one("now", element));
    const worst = [...mine].sort((first, second) => now(second) - now(first) || first.id - second.id);
    const top = Number(texts.top);
    put(rows("worst"), worst.slice(0, top));
    put(rows("others"), worst.slice(top));
    put(rows("rest"), others);
    left(rows("rest").closest("details"), others, dangers);
    for (const danger of dangers) explain(danger, rbYou.reason(danger.element));

    for (const home of all("home")) home.hidden = !place.includes(home.dataset.home);
    one("homes").hidden = !place.length;
    one("everybody").hidden = !rbYou.isEmpty();
    showSites();
    plan.dataset.arranged = "";
  };

  /* ------------------------------------------------------------ the sites */

  const [nameField, chooser] = [one("name-of"), one("site")];

  const showSites = () => {
    const { sites, now } = rbYou.book;
    const options = sites.map(({ name }, at) => new Option(name || texts.unnamed, at, false, at === now));
    chooser.replaceChildren(...options);
    one("several").hidden = sites.length < 2;
    nameField.value = rbYou.site().name;
    for (const name of all("site-name")) name.textContent = rbYou.site().name || texts.unnamed;
    one("today").textContent = new Intl.DateTimeFormat(rbFile.language, { dateStyle: "long" }).format(new Date());
  };

  nameField.addEventListener("change", () => rbYou.change({ name: nameField.value.trim().slice(0, MOST_NAME) }));
  chooser.addEventListener("change", () => rbYou.turn(Number(chooser.value)));
  one("add").addEventListener("click", () => {
    if (!rbYou.add()) return;
    one("answers").open = true;
    nameField.focus();
  });
  rbYou.sure(one("remove"), () => {
    const { sites, now } = rbYou.book;
    const others = sites.filter((_, at) => at !== now);
    rbYou.turn(0, others.length ? others : [rbYou.nobody()]);
  });

  /* ------------------------------------------------------------ states */

  let isTick = false;
  const mark = (action, line) => {
    const lines = { ...rbYou.site().lines };
    for (const id of action.ids) delete lines[id];
    if (line.state) lines[action.id] = line;
    isTick = true;
    rbYou.change({ lines });
    isTick = false;
  };

  /* A line stays where it is while the page is open: nothing moves away under a finger. */
  for (const action of actions)
    action.element.addEventListener("change", ({ target }) => {
      const line = target.type === "radio" ? { ...kept(action), state: target.value } : { ...kept(action), because: target.value };
      mark(action, line);
      showState(action);
    });

  rbYou.listen(() => {
    if (isTick) measure(dangers.filter(({ element }) => !rbYou.reason(element)));
    else arrange();
  });

  /* ------------------------------------------------------------ files */

  const onPage = () =>
    all("list").flatMap((found) =>
      all("action", found)
        .map((element) => actions.find((action) => action.element === element))
        .filter((action) => found.dataset.list !== "rest" || !isOpen(action))
        .map((action) => ({ action, title: found.dataset.title })),
    );
  const field = ({ element }, name) => said(one(name, element));
  const stateOf = ({ element }) => said(element.querySelector(":checked").parentElement);
  const why = (action) => kept(action).because ?? "";
  const columns = () => [...one("columns").children].map(said);

  const asMarkdown = () => {
    const plain = (text) => text.replace(/\s+/g, " ").replace(/[\\`*_[\]<>#|~]/g, "\\$&");
    const lines = [`# ${plain(said(one("site-name")))}`, "", said(one("today"))];
    let part = "";
    for (const { action, title } of onPage()) {
      if (title !== part) lines.push("", `## ${title}`, "");
      part = title;
      const state = isOpen(action) ? "" : ` ${stateOf(action)}${why(action) && `: ${why(action)}`}`;
      const sentence = `${field(action, "do")} (${field(action, "doer")}, ${field(action, "time")})${state}`;
      lines.push(`- [${isDone(action) ? "x" : " "}] ${plain(sentence)}`, `  ${plain(field(action, "ready"))}`);
    }
    return [...lines, ""].join("\n");
  };

  /* A spreadsheet reads a cell that begins with one of these as a formula. */
  const cell = (text) => `"${text.replace(/^[=+\-@\t\r]/, "'$&").replaceAll('"', '""')}"`;
  const asTable = () => {
    const found = onPage().map(({ action, title }) =>
      [title, ...["do", "doer", "time"].map((name) => field(action, name)), stateOf(action), why(action), ...["ready", "harm"].map((name) => field(action, name))],
    );
    return `\ufeff${[columns(), ...found].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
  };

  const asFile = () => {
    const { name, choice, lines } = rbYou.site();
    const { product, place, role, fact } = choice;
    return JSON.stringify({ format: FORMAT, name, choice: { product, place, role, fact }, lines }, null, 1);
  };

  const asCalendar = () => {
    const now = new Date();
    const at = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 7);
    const open = actions.filter((action) => list("week").contains(action.element) && isOpen(action));
    return rbFile.calendar("plan", open.map((action) => ({ at, text: field(action, "do") })));
  };

  const MAKE = {
    md: ["text/markdown", asMarkdown],
    csv: ["text/csv", asTable],
    json: ["application/json", asFile],
    ics: ["text/calendar", asCalendar],
  };
  for (const button of all("save"))
    button.addEventListener("click", () => {
      const ending = button.dataset.save;
      const [type, make] = MAKE[ending];
      rbFile.save(`${texts.plan}.${ending}`, type, make());
    });

  /* A stranger may have written the file: only known ids and short texts are taken. */
  const read = async (file) => {
    if (file.size > MOST_BYTES) return null;
    try {
      const found = JSON.parse(await file.text());
      return found?.format === FORMAT ? found : null;
    } catch {
      return null;
    }
  };
  const short = (text, most) => (typeof text === "string" ? text.slice(0, most) : "");
  const linesOf = (found) => {
    const known = actions.map((action) => [action.id, Object(found[action.ids.find((id) => Object.hasOwn(found, id))])]);
    const taken = known.filter(([, line]) => STATES.includes(line.state));
    return Object.fromEntries(taken.map(([id, line]) => [id, { state: line.state, because: short(line.because, MOST_WORDS) }]));
  };
  const load = (found) => {
    const values = { name: short(found.name, MOST_NAME), ...rbYou.taken(form, Object(found.choice)), lines: linesOf(Object(found.lines)) };
    return rbYou.add(values) ? "good" : "full";
  };

  one("load").addEventListener("change", async ({ target }) => {
    const note = one("loaded");
    const [file] = target.files;
    if (!file) return;
    const found = await read(file);
    const outcome = found ? load(found) : "bad";
    rbYou.fill(form);
    note.textContent = note.dataset[outcome];
    target.value = "";
  });

  for (const part of all("live")) part.hidden = false;
  one("answers").open = rbYou.isEmpty();
  arrange();
})();
