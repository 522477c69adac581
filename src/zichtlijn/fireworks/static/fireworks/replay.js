// A night that plays: the same steps as the links, without asking the server again.
(() => {
  "use strict";
  const STEP_MS = 700;
  const figure = document.querySelector("[data-replay]");
  if (!figure) return;
  const rows = [...document.querySelectorAll("[data-step-row]")];
  const dots = [...figure.querySelectorAll("path[data-step]")].map((one) => [one, Number(one.dataset.step)]);
  const bars = [...figure.querySelectorAll("[data-bar]")];
  const play = figure.querySelector("[data-play]");
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  let here = Number(figure.dataset.step);
  let timer = 0;

  const show = (step) => {
    here = Math.min(Math.max(step, 0), rows.length - 1);
    figure.dataset.step = here;
    for (const [dot, at] of dots) {
      dot.classList.toggle("is-now", at === here);
      dot.classList.toggle("is-past", at < here);
      dot.classList.toggle("is-later", at > here);
    }
    bars.forEach((bar, at) => bar.classList.toggle("is-now", at === here));
    rows.forEach((row, at) => {
      row.classList.toggle("is-now", at === here);
      const link = row.querySelector("a");
      if (at === here) link.setAttribute("aria-current", "step"); else link.removeAttribute("aria-current");
    });
    const row = rows[here];
    document.querySelector("[data-now-words]").textContent = row.querySelector("a").textContent;
    document.querySelector("[data-now-count]").textContent = row.cells[1].textContent;
    window.history.replaceState(null, "", row.querySelector("a").href);
    for (const [name, off] of [["back", here === 0], ["on", here === rows.length - 1]]) {
      const link = figure.querySelector(`[data-go="${name}"]`);
      const to = rows[here + (name === "on" ? 1 : -1)];
      if (off) { link.removeAttribute("href"); link.setAttribute("aria-disabled", "true"); }
      else { link.href = to.querySelector("a").href; link.removeAttribute("aria-disabled"); }
    }
  };

  const stop = () => {
    window.clearInterval(timer);
    timer = 0;
    play.setAttribute("aria-pressed", "false");
    play.querySelector("[data-play-words]").hidden = false;
    play.querySelector("[data-stop-words]").hidden = true;
  };

  const start = () => {
    if (here >= rows.length - 1) show(0);
    play.setAttribute("aria-pressed", "true");
    play.querySelector("[data-play-words]").hidden = true;
    play.querySelector("[data-stop-words]").hidden = false;
    timer = window.setInterval(() => {
      show(here + 1);
      if (here >= rows.length - 1) stop();
    }, STEP_MS);
  };

  const offer = () => {
    if (still.matches) stop();
    play.hidden = still.matches;
    figure.querySelector("[data-still]").hidden = !still.matches;
  };
  still.addEventListener("change", offer);
  offer();
  play.addEventListener("click", () => (timer ? stop() : start()));
  figure.addEventListener("click", (event) => {
    const link = event.target.closest("[data-go]");
    if (!link) return;
    event.preventDefault();
    stop();
    const to = { first: 0, back: here - 1, on: here + 1, last: rows.length - 1 }[link.dataset.go];
    show(to);
  });
})();
