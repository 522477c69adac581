// Shortcut keys: one key for each link or button that names one in aria-keyshortcuts,
// and ? for the list. Nothing here is needed to use a page. Off where the reader chose so.
"use strict";

(() => {
  if (document.body.dataset.keys !== "aan") return;
  const dialog = document.getElementById("toetsen");
  const list = dialog.querySelector("dl");

  const isTyping = (target) =>
    target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);

  const findTargets = () => [...document.querySelectorAll("[aria-keyshortcuts]")];

  const describe = (target) => {
    const row = document.createElement("div");
    const term = document.createElement("dt");
    const key = document.createElement("kbd");
    const words = document.createElement("dd");
    key.textContent = target.getAttribute("aria-keyshortcuts");
    words.textContent = (target.getAttribute("aria-label") || target.textContent).trim();
    term.append(key);
    row.append(term, words);
    return row;
  };

  const toggleList = () => {
    if (dialog.open) {
      dialog.close();
      return;
    }
    list.replaceChildren(list.firstElementChild, ...findTargets().map(describe));
    dialog.showModal();
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === "?") {
      event.preventDefault();
      toggleList();
      return;
    }
    if (dialog.open) return;
    const target = findTargets().find((one) => one.getAttribute("aria-keyshortcuts") === event.key);
    if (target) {
      event.preventDefault();
      target.click();
    }
  });
})();
