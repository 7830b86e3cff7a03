// Passkeys: asks the device, and sends what it says with the form. Without this script the six digits do.
const toBytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));
const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const withBytes = (credentials = []) => credentials.map((each) => ({ ...each, id: toBytes(each.id) }));

const askDevice = {
  create: (options) =>
    navigator.credentials.create({
      publicKey: {
        ...options,
        challenge: toBytes(options.challenge),
        user: { ...options.user, id: toBytes(options.user.id) },
        excludeCredentials: withBytes(options.excludeCredentials),
      },
    }),
  get: (options) =>
    navigator.credentials.get({
      publicKey: {
        ...options,
        challenge: toBytes(options.challenge),
        allowCredentials: withBytes(options.allowCredentials),
      },
    }),
};

function answerOf({ id, rawId, type, response }) {
  const told = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[part]) told[part] = toText(response[part]);
  }
  return JSON.stringify({ id, rawId: toText(rawId), type, response: told });
}

if (window.PublicKeyCredential && navigator.credentials) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const failed = form.querySelector("[data-passkey-failed]");
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      failed.textContent = "";
      try {
        const answer = await askDevice[form.dataset.passkey](JSON.parse(form.dataset.options));
        form.elements.credential.value = answerOf(answer);
        form.submit();
      } catch {
        failed.textContent = failed.dataset.says; // refused, timed out, or no such passkey here
      }
    });
  }
  for (const plain of document.querySelectorAll("[data-passkey-plain]")) plain.hidden = true;
}
