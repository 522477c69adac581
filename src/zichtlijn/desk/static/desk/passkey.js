// Passkeys: fetch our question, let the browser answer it, post the answer with the form.
// Without scripts or passkeys the form stays hidden and a sentence says what is needed.
"use strict";

(() => {
  const canDo = window.PublicKeyCredential && window.isSecureContext;
  if (!canDo) return;

  const toBytes = (text) => {
    const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
  };
  const toText = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, "-")
      .replace(/\//g, "_")
      .replace(/=+$/, "");
  const withBytes = (one) => ({ ...one, id: toBytes(one.id) });

  const read = (asked) => ({
    ...asked,
    challenge: toBytes(asked.challenge),
    ...(asked.user && { user: withBytes(asked.user) }),
    ...(asked.allowCredentials && { allowCredentials: asked.allowCredentials.map(withBytes) }),
    ...(asked.excludeCredentials && { excludeCredentials: asked.excludeCredentials.map(withBytes) }),
  });

  const write = (made) => {
    const { response } = made;
    const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
    const written = parts.filter((part) => response[part]).map((part) => [part, toText(response[part])]);
    return JSON.stringify({
      id: made.id,
      rawId: toText(made.rawId),
      type: made.type,
      clientExtensionResults: made.getClientExtensionResults(),
      response: Object.fromEntries(written),
    });
  };

  const ask = async (form) => {
    const body = new FormData();
    body.append("voor", form.dataset.passkey);
    body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    const answer = await fetch(form.dataset.question, { method: "POST", body });
    if (!answer.ok) throw new Error("refused");
    return read((await answer.json()).publicKey);
  };

  const answer = async (form) => {
    const publicKey = await ask(form);
    const isNew = form.dataset.passkey === "toevoegen";
    const { credentials } = navigator;
    return isNew ? credentials.create({ publicKey }) : credentials.get({ publicKey });
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.nextElementSibling.hidden = true;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const told = form.querySelector("[data-told]");
      told.textContent = "";
      try {
        form.elements.credential.value = write(await answer(form));
        form.submit();
      } catch {
        told.textContent = form.dataset.failed;
      }
    });
  }
})();
