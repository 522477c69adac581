// The map of a night: a click on a bang opens where it comes from; new bangs come by themselves.
(() => {
  "use strict";
  const SVG = "http://www.w3.org/2000/svg";
  const DRAWER = "#herkomst";
  const MOST_ROWS = 25;
  let opener = null;

  const addressOf = (id) => {
    const here = new URL(window.location.href);
    return `${here.pathname.replace(/\/?$/, "/")}knallen/${id}/${here.search}`;
  };

  const mark = (id) => {
    for (const one of document.querySelectorAll(".is-chosen")) one.classList.remove("is-chosen");
    if (id === null) return;
    for (const one of document.querySelectorAll(`[data-bang="${CSS.escape(id)}"]`)) one.classList.add("is-chosen");
  };

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
    const place = document.querySelector(DRAWER);
    if (place && changes.some((change) => change.target === place)) arrive(place);
  }).observe(document.body, { childList: true, subtree: true });

  document.addEventListener("click", (event) => {
    const bang = event.target.closest("[data-bang]");
    const row = event.target.closest(`[hx-target="${DRAWER}"]`);
    if (row) {
      opener = row;
      mark(row.closest("[data-row]")?.dataset.row ?? null);
    } else if (bang) {
      mark(bang.dataset.bang);
      window.htmx.ajax("GET", addressOf(bang.dataset.bang), { target: DRAWER, swap: "innerHTML" });
    } else if (event.target.closest("[data-print]")) {
      window.print();
    } else if (event.target.closest("[data-close]") && document.querySelector(".fw-map")) {
      event.preventDefault();
      mark(null);
      document.querySelector(DRAWER).replaceChildren();
      opener?.focus();
    }
  });
  for (const button of document.querySelectorAll("[data-print]")) button.hidden = false;

  // ------------------------------------------------------------------ new bangs

  const live = document.querySelector("[data-live]");
  if (!live) return;
  const map = document.querySelector(".fw-map");
  const layer = map.querySelector("[data-bangs]");
  const [left, top, scale] = ["left", "top", "scale"].map((name) => Number(map.dataset[name]));
  const wanted = (bang) =>
    bang.at_ms >= Number(live.dataset.since) &&
    bang.at_ms < Number(live.dataset.until) &&
    (!live.dataset.loud || bang.level_db >= Number(live.dataset.loud));

  const make = (name, attributes) => {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  const place = (x, y) => [(x - left) * scale, (top - y) * scale];

  const drawPoint = (bang) => {
    const [x, y] = place(bang.x, bang.y);
    const group = make("g", { class: `fw-bang is-new ${bang.css}` });
    group.append(
      make("ellipse", {
        class: "d-ellipse", cx: x, cy: y, transform: `rotate(${bang.turn} ${x} ${y})`,
        rx: bang.rx * scale, ry: bang.ry * scale,
      }),
      make("circle", { class: "d-bang", cx: x, cy: y, r: 2.5 }),
    );
    return group;
  };

  // Beyond the receivers only the direction is known.
  const drawWedge = (bang) => {
    const [a, b, c, d] = [0, 2, 4, 6].map((at) => place(bang.wedge[at], bang.wedge[at + 1]).join(" "));
    const [near, far] = [bang.wedge[8] * scale, bang.wedge[9] * scale];
    const path = `M${a}L${b}A${far} ${far} 0 0 1 ${c}L${d}A${near} ${near} 0 0 0 ${a}Z`;
    return make("path", { class: `fw-wedge is-new ${bang.css}`, d: path });
  };

  const draw = (bang) => {
    map.querySelector(`[data-bang="${bang.id}"]`)?.remove();
    if (bang.gone || !wanted(bang) || (bang.outside && !bang.wedge.length)) return;
    const drawn = bang.outside ? drawWedge(bang) : drawPoint(bang);
    drawn.dataset.bang = bang.id;
    drawn.dataset.heard = bang.receivers;
    layer.append(drawn);
  };

  const cell = (text, label, number) => {
    const made = document.createElement("td");
    if (number) made.className = "zl-num";
    if (label) made.dataset.l = label;
    const inner = document.createElement("span");
    inner.textContent = text;
    made.append(inner);
    return made;
  };

  const list = (bang) => {
    const body = document.querySelector("[data-list]");
    if (!body || !live.dataset.newest) return;
    const old = body.querySelector(`[data-row="${bang.id}"]`);
    if (bang.gone || !wanted(bang)) { old?.remove(); return; }
    const labels = [...body.closest("table").tHead.rows[0].cells].map((one) => one.textContent);
    const row = document.createElement("tr");
    row.dataset.row = bang.id;
    const head = document.createElement("th");
    head.scope = "row";
    const link = document.createElement("a");
    link.href = addressOf(bang.id);
    link.setAttribute("hx-get", link.href);
    link.setAttribute("hx-target", DRAWER);
    link.setAttribute("hx-swap", "innerHTML");
    link.textContent = bang.at;
    head.append(link);
    row.append(head, ...[bang.where, bang.within, bang.level, bang.receivers, bang.state].map((text, at) =>
      cell(text, labels[at + 1], at > 0 && at < 4)));
    if (old) old.replaceWith(row); else body.prepend(row);
    body.closest(".zl-table-wrap").hidden = false;
    document.querySelector("[data-list-empty]")?.remove();
    window.htmx?.process?.(row);
    while (body.rows.length > MOST_ROWS) body.lastElementChild.remove();
  };

  const heard = new Set();
  const count = document.querySelector("[data-live-count]");
  const state = document.querySelector("[data-live-state]");
  const [mute, working, lead] = ["mute", "working", "live-empty"].map((name) =>
    document.querySelector(`[data-${name}]`));
  const words = live.dataset;
  const follow = window.followBangs({
    version: Number(live.dataset.version),
    stream: live.dataset.stream,
    changes: live.dataset.changes,
    take: (bang) => {
      if (lead && wanted(bang) && !bang.gone) lead.textContent = lead.dataset.liveEmpty;
      if (live.dataset.look === "punten") draw(bang);
      list(bang);
      if (bang.gone) heard.delete(bang.id); else if (wanted(bang)) heard.add(bang.id);
      if (count) count.textContent = heard.size ? words.more.replace("0", heard.size) : "";
    },
    warn: (said, count) => {
      if (working && count) working.textContent = count;
      if (!mute || mute.dataset.said === said) return;
      mute.dataset.said = said;
      mute.hidden = !said;
      mute.querySelector("b").textContent = said;
    },
    say: (kind) => {
      if (state) state.textContent = words[kind];
      live.dataset.state = kind;
    },
  });
  const hold = document.querySelector("[data-hold]");
  if (hold) {
    hold.hidden = false;
    hold.addEventListener("click", () => {
      const held = hold.getAttribute("aria-pressed") !== "true";
      hold.setAttribute("aria-pressed", String(held));
      hold.querySelector("[data-hold-off]").hidden = held;
      hold.querySelector("[data-hold-on]").hidden = !held;
      if (held) follow.stop(); else follow.go();
    });
  }
})();
