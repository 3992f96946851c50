/* The menu by keyboard: the theme's buttons are labels, which no key reaches, and its menu has no end. */
(() => {
  const drawer = document.getElementById("__drawer");

  /* Without this script the labels stay and work by pointer. */
  for (const label of document.querySelectorAll(".md-header label[data-button]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = label.className;
    button.dataset.opens = label.htmlFor;
    button.setAttribute("aria-label", label.dataset.button);
    button.append(...label.childNodes);
    button.addEventListener("click", () => document.getElementById(label.htmlFor).click());
    label.replaceWith(button);
  }
  const open = document.querySelector("[data-opens=__drawer]");
  open.setAttribute("aria-expanded", false);
  const closed = () => drawer.checked && (drawer.click(), open.focus());

  drawer.addEventListener("change", () => {
    open.setAttribute("aria-expanded", drawer.checked);
    if (drawer.checked) document.querySelector(".md-nav--primary a").focus();
  });
  addEventListener("keydown", ({ key }) => key === "Escape" && closed());

  /* A menu in the tabs closes when the reader goes on elsewhere. */
  for (const menu of document.querySelectorAll(".rb-menu")) {
    const leave = ({ target }) => !menu.contains(target) && (menu.open = false);
    document.addEventListener("click", leave);
    document.addEventListener("focusin", leave);
    menu.addEventListener("keydown", ({ key }) => {
      if (key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  }

  /* A browser that cannot show a closed fold by style shows it open where there is room. */
  if (!CSS.supports("selector(::details-content)") && matchMedia("(min-width: 45em)").matches) {
    for (const part of document.querySelectorAll(".rb-long")) part.open = true;
  }
})();
