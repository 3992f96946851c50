/* The menu by keyboard: the theme's buttons are labels, which no key reaches, and its menu has no end. */
(() => {
  const drawer = document.getElementById("__drawer");
  const open = document.querySelector(".md-header [for=__drawer]");
  const closed = () => drawer.checked && (drawer.click(), open.focus());

  for (const label of document.querySelectorAll(".md-header label[role=button]"))
    label.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      label.click();
    });
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
})();
