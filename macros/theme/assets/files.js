/* Files that a page makes for its reader. Every word in them stands on the page. */
const rbFile = (() => {
  const page = document.documentElement.lang;
  const language = navigator.languages.find((own) => own.startsWith(page)) || page;

  const save = (name, type, text) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
  };

  /* iCalendar, RFC 5545: text escaped, lines folded at 75 octets. */
  const escaped = (text) => text.replace(/\s+/g, " ").trim().replace(/[\\;,]/g, "\\$&");
  const folded = (line) => {
    const bytes = new TextEncoder();
    let [lines, current] = [[], ""];
    for (const sign of line) {
      if (bytes.encode(current + sign).length > 74) [lines, current] = [[...lines, current], " "];
      current += sign;
    }
    return [...lines, current].join("\r\n");
  };
  const stamp = (date) => date.toISOString().replace(/[-:]|\.\d+/g, "");
  const plainDay = (date) =>
    [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, "0")).join("");

  /* Events { at, isExact, text }: at their minute if it is exact, else on their day. */
  const calendar = (name, events) => {
    const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", `PRODID:-//riskbook//${name}//EN`];
    for (const { at, isExact, text } of events) {
      const start = isExact ? `DTSTART:${stamp(at)}` : `DTSTART;VALUE=DATE:${plainDay(at)}`;
      lines.push("BEGIN:VEVENT", `UID:${crypto.randomUUID()}`, `DTSTAMP:${stamp(new Date())}`, start);
      lines.push(`SUMMARY:${escaped(text)}`, "END:VEVENT");
    }
    return [...lines, "END:VCALENDAR", ""].map(folded).join("\r\n");
  };

  return { language, save, calendar };
})();
