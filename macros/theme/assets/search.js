/* The search: a worker that the theme's box asks. It fetches what the book knows with the first question. */
(() => {
  const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3;
  const MOST = 30;
  /* Set by the questions of tests/fixtures/phrases.yml that are not held back, and by names left out of the
     index and asked. */
  const set = {
    /* How much a word in each field counts, and how much less in a long one. */
    title: 4, names: 2, near: 1, lead: 1, words: 1, short: 0.3, full: 1.2,
    /* What is left when only a meaning, a mended typing error or the rest of a half-typed word is found. */
    same: 0.6, typo: 0.8, begin: 0.5, more: 0.17,
    /* Less than one: how little more a rare word counts than a common one. */
    rare: 0.8,
    /* A name that is what was asked, the next best name, the sentence under the hit; how strictly all asked and
       all said; words of the question found; what is left when but one word of a long question is,
       and when a place, a law or an office that was named is not. */
    phrase: 1, second: 0.4, sentence: 0.4, asked: 0.8, said: 0.7, cover: 0.6, alone: 0.8, elsewhere: 0.8,
    kinds: { checklist: 1.1, risk: 1.1, claim: 1, place: 1, mitigation: 1, regulation: 1, page: 1, case: 0.8, authority: 0.8,
      change: 0.8, term: 0.8, provision: 0.8, situation: 0.6 },
  };
  const FIELDS = ["title", "names", "near", "lead", "words"];
  const LEGAL = new Set(["regulation", "provision", "authority", "case", "change"]);

  /* ------------------------------------------------------------ words */

  const split = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/['’]s\b|['’]/g, "").match(/[\p{L}\p{N}]+/gu) ?? [];

  /* The word without its ending, so that "copies" and "copied" are one. */
  const stem = (word) => {
    if (word.length < 4 || /\d/.test(word)) return word;
    let cut = word.replace(/ies$/, "y").replace(/(s|x|ch|sh)es$/, "$1").replace(/([^sui])s$/, "$1");
    const bare = cut.replace(/(ing|ed)$/, "");
    if (bare.length > 2 && /[aeiouy]/.test(bare)) cut = bare;
    return cut.replace(/e$/, "").replace(/([^aeiou])\1$/, "$1").replace(/(.{2})y$/, "$1i");
  };

  /* Letters to change, leave out, put in or swap until one word is the other; above most, something larger. */
  const distance = (a, b, most) => {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let older = [], old = [...Array(b.length + 1).keys()];
    for (let i = 1; i <= a.length; i++) {
      const row = [i];
      for (let j = 1; j <= b.length; j++) {
        const other = a[i - 1] !== b[j - 1];
        row[j] = Math.min(old[j] + 1, row[j - 1] + 1, old[j - 1] + other);
        if (other && i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
          row[j] = Math.min(row[j], older[j - 2] + 1);
      }
      older = old;
      old = row;
    }
    return old[b.length];
  };

  /* ------------------------------------------------------------ index */

  let book;

  /* The words of each row, from the words that each shares its first letters with the one before, and from the
     gaps between the rows of each. */
  const unpacked = ({ words, at, rows }) => {
    const said = rows.map(() => []), places = at.split("!");
    let word = "";
    words.split(" ").forEach((rest, number) => {
      word = word.slice(0, rest[0]) + rest.slice(1);
      let row = -1;
      for (const sign of places[number]) said[row += sign.codePointAt() - 34].push(word);
    });
    return said;
  };

  const read = (index) => {
    const { small, same, kinds, rows } = index, said = unpacked(index);
    const leave = new Set(small.split(" "));
    /* What a word, or several in a row, can also be called: "taken over" and "hacked" are one meaning. */
    const single = new Map(), several = new Map();
    same.forEach((line, number) => line.forEach((said) => {
      const words = split(said).map(stem), key = words.join(" ");
      const map = words.length > 1 ? several : single;
      map.set(key, [...(map.get(key) ?? []), `#${number}`]);
    }));
    const known = new Map();

    /* The units of a text: words that count, and meanings of several words. at: where each begins.
       all: the small words too. */
    const units = (text, all) => {
      const raw = split(text), stems = raw.map(stem), found = [];
      raw.forEach((word, at) => {
        for (let size = 4; size > 1; size--) {
          const meanings = several.get(stems.slice(at, at + size).join(" "));
          if (meanings) found.push({ at, size, meanings });
        }
        if (!all && leave.has(word)) return;
        found.push({ at, size: 1, stem: stems[at], word, meanings: single.get(stems[at]) ?? [] });
      });
      return found;
    };

    const keysOf = (text, all) => units(text, all).flatMap((unit) => {
      if (unit.stem) known.set(unit.word, unit.stem);
      return unit.stem ? [unit.stem, ...unit.meanings] : unit.meanings;
    });
    const places = new Map();
    const found = new Map(), lengths = FIELDS.map(() => 0);
    const called = (row) => [row[2], ...row[3]].join(" . ");
    const docs = rows.map((row, id) => {
      const [location, kind, title, names, beside, lead] = row;
      const near = beside.map((one) => rows[one] ? called(rows[one]) : one).join(" . ");
      const [label, spoken, name] = kinds[kind];
      const page = places.get(location.split("#")[0]);
      const law = page?.name === "regulation" ? page.around : "";
      const around = `${called(row)} . ${near}`;
      const own = location.replace(/\/$/, "").split(/[/#]/).at(-1);
      const texts = [title, [...names, own].join(" . "), [near, law, spoken].join(" . "), lead, said[id].join(" ")];
      const saying = (text) => ({ keys: new Set(keysOf(text)), full: 0 });
      /* "GDPR Article 33: Telling the authority" is called by either half too. */
      const halves = title.split(": ");
      const phrases = [title, ...(halves[1] ? halves : []), ...names].map(saying), sentence = saying(lead);
      const doc = { id, location, title, around, lead, label, name, phrases, sentence, lengths: [] };
      texts.forEach((text, field) => {
        const keys = keysOf(text, field < 2);
        lengths[field] += keys.length;
        doc.lengths.push(keys.length);
        for (const key of keys) {
          if (!found.has(key)) found.set(key, new Map());
          const counts = found.get(key);
          if (!counts.has(id)) counts.set(id, [0, 0, 0, 0, 0]);
          counts.get(id)[field]++;
        }
      });
      places.set(location, doc);
      return doc;
    });
    /* How rare each key is (inverse document frequency), and how rare all that a name or a sentence says. */
    const rare = new Map([...found].map(([key, { size }]) =>
      [key, Math.log(1 + (docs.length - size + 0.5) / (size + 0.5)) ** set.rare]));
    for (const { phrases, sentence } of docs) for (const said of [...phrases, sentence])
      for (const key of said.keys) if (key[0] !== "#") said.full += rare.get(key) ?? 0;
    return { docs, found, rare, known, units, single, lengths: lengths.map((sum) => sum / docs.length || 1) };
  };

  const rarity = (key) => book.rare.get(key) ?? 0;

  /* Whether a key is the name of a place, a law or an office: hardly anything else is called by it. */
  const proper = (key) => {
    let legal = 0, all = 0;
    for (const [id, [title, names, near]] of book.found.get(key)) if (title || names || near) {
      all++;
      legal += LEGAL.has(book.docs[id].name);
    }
    return legal > 0.95 * all;
  };

  /* How much a key says about a document, 0 to 1. */
  const strength = (counts, doc) => {
    let sum = 0;
    FIELDS.forEach((name, field) => {
      if (counts[field]) sum += set[name] * counts[field]
        / (1 - set.short + set.short * doc.lengths[field] / book.lengths[field]);
    });
    return sum / (sum + set.full);
  };

  /* ------------------------------------------------------------ questions */

  /* A word nobody wrote: the closest words that somebody did. */
  const meant = (word) => {
    const most = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
    let best = [], least = most;
    for (const [other, stemmed] of most ? book.known : []) {
      const far = distance(word, other, least);
      if (far < least) [best, least] = [[], far];
      if (far === least && far > 0) best.push(stemmed);
    }
    return [...new Set(best)];
  };

  /* The units of a question, each with the keys that answer it and how well. */
  const understood = (query) => {
    let units = book.units(query);
    if (!units.length) units = book.units(query, true);
    const typing = /[\p{L}\p{N}]$/u.test(query);
    const asked = [];
    for (const unit of units) {
      const keys = new Map();
      const add = (key, share) => book.found.has(key) && keys.set(key, Math.max(share, keys.get(key) ?? 0));
      if (!unit.stem) {
        unit.meanings.forEach((key) => add(key, 1));
      } else {
        add(unit.stem, 1);
        unit.meanings.forEach((key) => add(key, set.same));
        if (!keys.size) for (const other of meant(unit.word)) {
          add(other, set.typo);
          (book.single.get(other) ?? []).forEach((key) => add(key, set.typo * set.same));
        }
        if (typing && unit === units.at(-1) && unit.word.length > 2)
          for (const [other, stemmed] of book.known)
            if (other.startsWith(unit.word) && stemmed !== unit.stem) add(stemmed, keys.has(unit.stem) ? set.more : set.begin);
      }
      if (!keys.size) continue;
      const within = units.some((other) => other.size > 1 && other !== unit && other.at <= unit.at && unit.at < other.at + other.size);
      const weight = Math.max(...[...keys].map(([key, share]) => share * rarity(key))) * (within ? 0.5 : 1);
      asked.push({ keys, weight, proper: [...keys].some(([key, share]) => share === 1 && proper(key)) });
    }
    return asked;
  };

  const ranked = (query) => {
    const asked = understood(query);
    const whole = asked.reduce((sum, unit) => sum + unit.weight, 0);
    if (!whole) return [];
    const named = asked.reduce((sum, unit) => sum + unit.proper * unit.weight, 0);
    const scores = new Map();
    for (const unit of asked) {
      const best = new Map();
      for (const [key, share] of unit.keys)
        for (const [id, counts] of book.found.get(key)) {
          const value = Math.min(1, share * rarity(key) / unit.weight) * strength(counts, book.docs[id]);
          if (value > (best.get(id) ?? 0)) best.set(id, value);
        }
      for (const [id, value] of best) {
        const score = scores.get(id) ?? [0, 0, 0, 0];
        score[0] += value * unit.weight / whole;
        score[1] += unit.weight / whole;
        score[2]++;
        score[3] += unit.proper * unit.weight;
        scores.set(id, score);
      }
    }
    return [...scores].map(([id, [text, covered, units, there]]) => {
      const doc = book.docs[id];
      const few = units === 1 && asked.length > 2 ? set.alone : 1;
      const place = named ? set.elsewhere + (1 - set.elsewhere) * there / named : 1;
      const match = text * covered ** set.cover + set.phrase * said(doc, asked, whole);
      return { doc, score: set.kinds[doc.name] * few * place * match };
    }).sort((a, b) => b.score - a.score || a.doc.id - b.doc.id).slice(0, MOST);
  };

  /* How well a document's two best names and its sentence are what was asked. Two, because a place that is called
     nearly so twice is more likely meant than one that is called nearly so once. */
  const said = (doc, asked, whole) => {
    const [best, second = 0] = doc.phrases.map((said) => alike(said, asked, whole)).sort((a, b) => b - a);
    return best + set.second * second + set.sentence * alike(doc.sentence, asked, whole);
  };

  /* How well a name or a sentence, as a set of keys, is what was asked, 0 to 1. */
  const alike = ({ keys, full }, asked, whole) => {
    let hit = 0;
    for (const unit of asked) {
      let share = 0;
      for (const [key, value] of unit.keys) if (keys.has(key)) share = Math.max(share, value);
      hit += share * unit.weight;
    }
    return hit && full ? (hit / whole) ** set.asked * Math.min(1, hit / full) ** set.said : 0;
  };

  /* ------------------------------------------------------------ the theme's box */

  const escaped = (text) => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);

  /* The theme prints no text under a hit inside a page, so that the sentence goes with the title. */
  const shown = ({ doc }, place) => [{
    location: doc.location,
    title: `${escaped(doc.title)}<small>${escaped(doc.lead)}</small>`,
    text: "", tags: [doc.label], score: MOST - place, terms: {},
  }];

  let coming;
  const fetched = () => coming ??= fetch(new URL("../search/entries.json", self.location))
    .then((answer) => answer.json()).then((index) => { book = read(index); })
    .catch((error) => { coming = undefined; throw error; });

  /* A question that waited for the attempt of an earlier one tries once more when that failed. */
  const answer = async (query, waited = coming) => {
    if (!query.trim()) return [];
    try {
      await fetched();
    } catch {
      return waited ? answer(query, null) : [];
    }
    return ranked(query).map(shown);
  };

  self.onmessage = async ({ data: { type, data } }) => {
    if (type === SETUP) self.postMessage({ type: READY });
    if (type === QUERY) self.postMessage({ type: RESULT, data: { items: await answer(data) } });
  };
})();
