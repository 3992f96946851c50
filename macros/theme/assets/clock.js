/* Counts deadlines in the reader's time zone. Every word and number stands on the page already. */
(() => {
  const form = document.querySelector(".rb-clock");
  const out = document.querySelector(".rb-clock__out");
  if (!form) return;
  const noticed = form.querySelector("input[type=datetime-local]");
  const day = { weekday: "long", day: "numeric", month: "long", year: "numeric" };
  const asDay = new Intl.DateTimeFormat(rbFile.language, day);
  const asTime = new Intl.DateTimeFormat(rbFile.language, { ...day, hour: "2-digit", minute: "2-digit", timeZoneName: "short" });

  const endOfDay = (from, days) => new Date(from.getFullYear(), from.getMonth(), from.getDate() + days, 23, 59);

  /* The end of the n-th working day. first: 0 counts from the day itself, 1 from the day after. */
  const workingDay = (from, count, weekend, first) => {
    let days = first;
    for (let left = count; ; days++) {
      const isWorking = !weekend.includes(endOfDay(from, days).getDay());
      if (isWorking && --left === 0) return endOfDay(from, days);
    }
  };

  const sameDayLater = (from, months) => {
    const last = new Date(from.getFullYear(), from.getMonth() + months + 1, 0).getDate();
    return new Date(from.getFullYear(), from.getMonth() + months, Math.min(from.getDate(), last), 23, 59);
  };

  /* The earliest reading of a period, and the usual one where it is later. Hours are exact. */
  const due = (from, count, unit, weekend) => {
    if (unit === "hour") return { at: new Date(from.getTime() + count * 3600000), isExact: true };
    if (unit === "month") return { at: sameDayLater(from, count) };
    if (unit === "day") return { at: endOfDay(from, count - 1), later: endOfDay(from, count) };
    return { at: workingDay(from, count, weekend, 0), later: workingDay(from, count, weekend, 1) };
  };

  const show = (element, date, format) => {
    element.hidden = !date;
    if (!date) return;
    const time = document.createElement("time");
    time.dateTime = date.toISOString();
    time.textContent = format.format(date);
    element.querySelector("[data-at]").replaceChildren(time);
  };

  /* Fills in the dates of a deadline; returns it with the first of them, or with the notice itself for "at once". */
  const counted = (item, from, weekend) => {
    const copy = item.cloneNode(true);
    const times = [];
    for (const line of copy.querySelectorAll(".rb-due__when")) {
      line.hidden = false;
      const count = Number(line.dataset.count);
      if (!count) continue;
      const { at, later, isExact } = due(from, count, line.dataset.unit, weekend);
      show(line.querySelector(".rb-due__at"), isExact && at, asTime);
      show(line.querySelector(".rb-due__end"), !isExact && at, asDay);
      show(line.querySelector(".rb-due__later"), later > at && later, asDay);
      times.push(at);
    }
    return { copy, first: Math.min(...times, ...(times.length ? [] : [from.getTime()])) };
  };

  const chosen = (name) => [...form.querySelectorAll(`[name=${name}]:checked`)].map((box) => box.value);

  const update = () => {
    const from = new Date(noticed.value);
    const places = chosen("place");
    const [event] = chosen("event");
    const trades = ["", ...chosen("trade")];
    const found = [];
    const tell = out.querySelector(".rb-tell");
    tell.replaceChildren();
    for (const place of document.querySelectorAll("[data-place]")) {
      const isChosen = places.includes(place.dataset.place);
      const isEverywhere = place.dataset.place === "world";
      if (isNaN(from) || !places.length || !(isChosen || isEverywhere)) continue;
      const weekend = place.dataset.weekend.split(" ").map(Number);
      const items = [...place.querySelectorAll(".rb-due")].filter(
        (item) => item.dataset.event === event && trades.includes(item.dataset.trade ?? ""),
      );
      found.push(...items.map((item) => counted(item, from, weekend)));
      const missing = place.querySelector(".rb-clock__nothing");
      if (isChosen && !items.length && missing) found.push({ copy: nothing(place, missing), first: Infinity });
      for (const authority of isChosen ? place.querySelectorAll(".rb-told") : []) {
        if (!authority.dataset.events.split(" ").includes(event)) continue;
        const copy = authority.cloneNode(true);
        copy.querySelector("dt").removeAttribute("id");
        tell.append(copy);
      }
    }
    found.sort((one, other) => one.first - other.first);
    out.querySelector(".rb-dues").replaceChildren(...found.map(({ copy }) => copy));
    out.querySelector(".rb-clock__none").hidden = found.length > 0;
    out.querySelector(".rb-clock__do").hidden = !found.length;
    show(out.querySelector("[data-when]"), isNaN(from) ? null : from, asTime);
  };

  const nothing = (place, missing) => {
    const item = document.createElement("li");
    item.className = "rb-due";
    const name = document.createElement("strong");
    name.textContent = place.querySelector("summary").textContent;
    item.append(name, " ", ...missing.cloneNode(true).childNodes);
    return item;
  };

  const calendar = () =>
    [...out.querySelectorAll(".rb-due__when:not([data-count='0'])")].map((line) => {
      const isExact = !line.querySelector(".rb-due__at").hidden;
      const shown = line.querySelector(isExact ? ".rb-due__at time" : ".rb-due__end time");
      return { at: new Date(shown.dateTime), isExact, text: line.closest(".rb-due").querySelector(".rb-due__rule").textContent };
    });

  out.querySelector("[data-calendar]").addEventListener("click", ({ currentTarget }) => {
    rbFile.save(currentTarget.dataset.calendar, "text/calendar", rbFile.calendar("clock", calendar()));
  });

  const now = new Date();
  noticed.value = new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
  const breach = form.querySelector("[name=event][value=breach]") || form.querySelector("[name=event]");
  if (breach) breach.checked = true;
  /* A page of a place leads here with its place as the fragment. */
  const asked = document.getElementById(location.hash.slice(1));
  if (asked?.name === "place") asked.checked = true;
  else for (const place of rbYou.site().choice.place) {
    /* A place chosen with an earlier edition may be gone; the clock has to run all the same. */
    const box = document.getElementById(`place=${place}`);
    if (box) box.checked = true;
  }
  form.hidden = out.hidden = false;
  form.addEventListener("input", update);
  form.addEventListener("submit", (event) => event.preventDefault());
  update();
})();
