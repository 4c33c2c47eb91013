/* A form that a passkey fills: [data-passkey] is "get" or "create", [data-challenge] an address. */
"use strict";

const toBytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));

const toText = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

const read = (options) => {
  const key = options.publicKey;
  key.challenge = toBytes(key.challenge);
  if (key.user) key.user.id = toBytes(key.user.id);
  for (const name of ["allowCredentials", "excludeCredentials"]) {
    for (const each of key[name] || []) each.id = toBytes(each.id);
  }
  return { publicKey: key };
};

const write = (made) => {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (made.response[name]) response[name] = toText(made.response[name]);
  }
  return JSON.stringify({
    id: made.id,
    rawId: toText(made.rawId),
    type: made.type,
    response,
    clientExtensionResults: made.getClientExtensionResults(),
  });
};

const show = async (form) => {
  const token = form.elements.csrfmiddlewaretoken.value;
  const answer = await fetch(form.dataset.challenge, { method: "POST", headers: { "X-CSRFToken": token } });
  if (!answer.ok) throw new Error("no challenge");
  const options = read(await answer.json());
  const made = await navigator.credentials[form.dataset.passkey](options);
  form.elements.credential.value = write(made);
  form.submit();
};

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (window.PublicKeyCredential) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const told = form.querySelector("[role=alert]");
      told.hidden = true;
      show(form).catch(() => (told.hidden = false));
    });
  } else {
    form.parentElement.querySelector("[data-no-passkey]").hidden = false;
  }
}
