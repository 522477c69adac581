// Bangs as they come: the server pushes (SSE); where that is refused, we ask every few seconds.
// Calls `take(bang)` for each bang that changed, `warn(mute, working)` with which receivers say nothing,
// in words, and how many do; and `say(kind)` when the way of hearing changes.
(() => {
  "use strict";
  const ASK_MS = 2000;
  const ASK_HIDDEN_MS = 15000;

  window.followBangs = ({ version, stream, changes, take, say, warn }) => {
    let known = version;
    let source = null;
    let timer = 0;
    let held = false;
    let refused = 0;

    const receive = (answer) => {
      if (answer.version < known) return;
      known = answer.version;
      for (const bang of answer.bangs) take(bang);
      warn?.(answer.mute, answer.working);
    };

    const ask = async () => {
      timer = 0;
      if (held) return;
      try {
        const reply = await fetch(`${changes}?na=${known}`, { headers: { Accept: "application/json" } });
        if (!reply.ok) throw new Error(String(reply.status));
        const answer = await reply.json();
        receive(answer);
        say("asking");
        timer = window.setTimeout(ask, answer.more ? 0 : document.hidden ? ASK_HIDDEN_MS : ASK_MS);
      } catch {
        say("lost");
        timer = window.setTimeout(ask, ASK_HIDDEN_MS);
      }
    };

    const listen = () => {
      if (!stream || typeof EventSource === "undefined") return ask();
      source = new EventSource(`${stream}?na=${known}`);
      source.addEventListener("open", () => { refused = 0; say("listening"); });
      source.addEventListener("bangs", (event) => receive(JSON.parse(event.data)));
      source.addEventListener("error", () => {
        refused += 1;
        if (source.readyState !== EventSource.CLOSED && refused < 3) return; // it tries again by itself
        source.close();
        source = null;
        ask();
      });
    };

    const stop = () => {
      held = true;
      source?.close();
      source = null;
      window.clearTimeout(timer);
      say("held");
    };
    const go = () => { held = false; listen(); };
    window.addEventListener("pagehide", () => source?.close());
    listen();
    return { stop, go };
  };
})();
