// The page for the phone: new bangs on top without a reload; sound only when asked for.
(() => {
  "use strict";
  const page = document.querySelector("[data-phone]");
  if (!page) return;
  const state = page.querySelector("[data-live-state]");
  const place = page.querySelector("#meldingen");
  let sounding = null;

  const beep = () => {
    if (!sounding) return;
    const tone = sounding.createOscillator();
    const volume = sounding.createGain();
    volume.gain.value = 0.2;
    tone.frequency.value = 660;
    tone.connect(volume).connect(sounding.destination);
    tone.start();
    tone.stop(sounding.currentTime + 0.25);
  };

  let waiting = 0;
  const fresh = new Set();
  const refresh = async () => {
    waiting = 0;
    const reply = await fetch(page.dataset.reload, { headers: { "HX-Request": "true" } });
    if (!reply.ok) return;
    const read = new DOMParser().parseFromString(await reply.text(), "text/html");
    place.replaceChildren(...read.querySelector("#meldingen").childNodes);
    for (const id of fresh) place.querySelector(`[data-alert="${id}"]`)?.classList.add("is-new");
    const newest = read.querySelector("#nieuwste");
    if (newest) page.querySelector("#nieuwste").textContent = newest.textContent;
  };

  const follow = window.followBangs({
    version: Number(page.dataset.version),
    stream: page.dataset.stream,
    changes: page.dataset.changes,
    take: (bang) => {
      if (!bang.gone && !fresh.has(bang.id)) { fresh.add(bang.id); beep(); }
      waiting ||= window.setTimeout(refresh, 150);
    },
    say: (kind) => { state.textContent = page.dataset[kind]; page.dataset.state = kind; },
  });

  const press = (button, off, on, act) => {
    button.hidden = false;
    button.addEventListener("click", () => {
      const pressed = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(pressed));
      button.querySelector(off).hidden = pressed;
      button.querySelector(on).hidden = !pressed;
      act(pressed);
    });
  };
  press(page.querySelector("[data-sound]"), "[data-sound-off]", "[data-sound-on]", (on) => {
    if (on) { sounding ??= new AudioContext(); sounding.resume(); beep(); } else { sounding?.close(); sounding = null; }
  });
  press(page.querySelector("[data-hold]"), "[data-hold-off]", "[data-hold-on]", (held) => {
    if (held) follow.stop(); else follow.go();
  });
})();
