/* Buttons that print the page or copy a text. Without this script they are not shown. */
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
for (const copy of document.querySelectorAll(".rb-copy")) {
  const button = copy.querySelector("button");
  const text = copy.querySelector("pre");
  const done = copy.querySelector("[role=status]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    /* The text stays selected, so that a reader whose browser refuses can copy it by hand. */
    getSelection().selectAllChildren(text);
    try {
      await navigator.clipboard.writeText(text.textContent);
    } catch {
      if (!document.execCommand("copy")) return;
    }
    done.textContent = done.dataset.done;
  });
}
