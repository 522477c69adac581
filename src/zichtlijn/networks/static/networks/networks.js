// What makes the page of an edition smoother; nothing here is needed to read it.
// A line, a disc or an outline in the drawing opens what the table beside it opens.
"use strict";

(() => {
  const page = () => document.getElementById("netwerk");
  const drawer = "#herkomst";

  let opener = null; // what was used to open the drawer, to go back to

  const open = (url) => {
    window.htmx.ajax("GET", url, { target: drawer, swap: "innerHTML" });
  };

  // the drawer stands beside the work on a wide screen and below it on a phone: go to it
  const arrive = (place) => {
    const head = place.querySelector(".zl-drawer__say");
    if (!head) return;
    // whoever was quicker than this script clicked before it listened, but has the focus still
    const from = document.activeElement;
    if (from !== document.body && !place.contains(from)) opener = from;
    head.tabIndex = -1;
    head.focus({ preventScroll: true });
    if (window.matchMedia("(max-width: 72rem)").matches) place.scrollIntoView({ block: "start" });
  };
  new MutationObserver((changes) => {
    const place = document.querySelector(drawer);
    if (place && changes.some((change) => change.target === place)) arrive(place);
  }).observe(document.body, { childList: true, subtree: true });

  const mark = (element) => {
    for (const one of document.querySelectorAll(".is-chosen")) one.classList.remove("is-chosen");
    element?.classList.add("is-chosen");
  };

  const addressOf = (path) => {
    const here = new URL(window.location.href);
    return here.pathname.replace(/\/?$/, "/") + path + here.search;
  };

  document.addEventListener("click", (event) => {
    const tie = event.target.closest("[data-tie]");
    const band = event.target.closest("[data-band]");
    const group = event.target.closest("[data-group]");
    if (event.target.closest("[hx-target='#herkomst']")) opener = event.target.closest("a");
    if (tie) {
      mark(tie);
      open(addressOf(`banden/${tie.dataset.tie}/`));
    } else if (band) {
      mark(band);
      open(band.dataset.band);
    } else if (group) {
      mark(null);
      open(addressOf(`groepen/${encodeURIComponent(group.dataset.group)}/`));
    } else if (event.target.closest("[data-print]")) {
      window.print();
    } else if (event.target.closest("[data-close]") && page()) {
      event.preventDefault();
      mark(null);
      document.querySelector(drawer).replaceChildren();
      opener?.focus();
    }
  });

  // a slider that is let go, or a span that is chosen, needs no button
  document.addEventListener("change", (event) => {
    const form = event.target.closest("[data-time]");
    if (form && event.target.matches("[type=range], select")) form.requestSubmit();
  });

  const showButtons = () => {
    for (const button of document.querySelectorAll("[data-print]")) button.hidden = false;
  };
  showButtons();
  new MutationObserver(showButtons).observe(document.body, { childList: true, subtree: true });
})();
