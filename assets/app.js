// The little JavaScript there is. Every page works without it.
import { Button } from "govuk-frontend/dist/govuk/components/button/button.mjs";
import { CharacterCount } from "govuk-frontend/dist/govuk/components/character-count/character-count.mjs";
import { Checkboxes } from "govuk-frontend/dist/govuk/components/checkboxes/checkboxes.mjs";
import { ErrorSummary } from "govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs";
import { Radios } from "govuk-frontend/dist/govuk/components/radios/radios.mjs";
import { SkipLink } from "govuk-frontend/dist/govuk/components/skip-link/skip-link.mjs";

// ARIA has no aria-expanded for a radio button, and axe counts it as an error.
class PlainRadios extends Radios {
  syncConditionalRevealWithInputState(input) {
    super.syncConditionalRevealWithInputState(input);
    input.removeAttribute("aria-expanded");
  }
}

for (const Part of [Button, CharacterCount, Checkboxes, ErrorSummary, PlainRadios, SkipLink]) {
  for (const element of document.querySelectorAll(`[data-module="${Part.moduleName}"]`)) {
    try {
      new Part(element);
    } catch (error) {
      console.warn(error.message); // one broken part never stops the others
    }
  }
}

// Closed details are printed open, then closed again.
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details:not([open])")];
  for (const details of opened) details.open = true;
});
addEventListener("afterprint", () => {
  for (const details of opened) details.open = false;
});

// A part that follows (below) may have replaced the pressed button by now. A button outside its form cannot be sent, so
// it is put back for that moment: the form says what the person pressed, not what the button says by now.
const send = (form, submitter) => {
  const replaced = submitter && submitter.form !== form;
  if (replaced) {
    submitter.hidden = true;
    form.append(submitter);
  }
  form.requestSubmit(submitter);
  if (replaced) submitter.remove();
};

// Forms whose answers are saved as they are given (below), each with what ends when all that was given is saved. Sent before
// that, a page would carry older revisions than its own saves have made, and would clash with them.
const saves = new WeakMap();

// The line that says so: the form's own, or a copy of the page's, at the bar that stays in sight. A press on it sends again.
const offlineNote = (form) => {
  const own = form.querySelector(".offline");
  const note = own ?? document.getElementById("offline").content.firstElementChild.cloneNode(true);
  if (!own) (form.querySelector(".walk__save") ?? form).prepend(note);
  if (note.querySelector("button")) return note;
  const again = document.createElement("button");
  again.type = "button";
  again.className = "govuk-button govuk-button--secondary";
  again.textContent = note.dataset.again;
  note.append(again);
  return note;
};

// A lost connection loses no answer: such a form is sent only when the site answers. Else it stays as it is, says so, and
// warns before its page is left; so does one in which somebody has typed and that does not save by itself. Nothing of it is
// kept anywhere but in its fields.
for (const form of document.querySelectorAll("form[data-reach], [data-reach] form[method=post]")) {
  const { reach } = form.closest("[data-reach]").dataset;
  let reached = false, lost = false, typed = false;
  form.addEventListener("input", () => { typed = true; });
  form.addEventListener("submit", async (event) => {
    if (reached) return;
    event.preventDefault();
    const { submitter } = event;
    const signal = AbortSignal.timeout?.(8000);
    reached = await fetch(reach, { cache: "no-store", signal }).then((answer) => answer.ok, () => false);
    lost = !reached;
    if (reached) {
      form.querySelector(".offline")?.toggleAttribute("hidden", true);
      await saves.get(form)?.();
      send(form, submitter);
      return;
    }
    const note = offlineNote(form);
    note.querySelector("button").onclick = () => send(form, submitter);
    note.hidden = false;
    note.scrollIntoView({ block: "center" });
  });
  addEventListener("beforeunload", (event) => {
    if (!reached && (lost || (typed && (!navigator.onLine || !form.dataset.save)))) event.preventDefault();
  });
  addEventListener("pageshow", () => { reached = false; });
}

// A name that was typed beside a job, and not sent, is asked about before another job takes its place.
for (const form of document.querySelectorAll(".plan__done")) {
  let typed = false;
  form.addEventListener("input", () => { typed = true; });
  form.addEventListener("submit", () => { typed = false; });
  addEventListener("beforeunload", (event) => { if (typed) event.preventDefault(); });
}

// Each answer and note is saved as it is given, by revision as the whole page would be. What cannot be saved stays on the
// page, which says so and tries again; a link is followed once everything is saved.
const keep = (form) => {
  const line = form.querySelector(".saved");
  const { revisions } = form.elements;
  const unsaved = new Map(); // the questions that are not saved as they are now, and how often each was touched
  let turn = Promise.resolve(); // one save after another: each carries the revisions that the one before has made
  let timer, stuck = false, warned = false, sent = false;

  const say = (words, problem) => {
    if (line.textContent !== words) line.textContent = words;
    line.classList.toggle("saved--not", problem);
  };
  const body = (id) => {
    const fields = ["csrf_token", "revisions", `choice-${id}`, `reason-${id}`, `note-${id}`];
    return new URLSearchParams([...new FormData(form)].filter(([name]) => fields.includes(name)));
  };
  const merge = (found) => {
    const pairs = `${revisions.value} ${found}`.split(" ").map((pair) => pair.split("="));
    revisions.value = [...new Map(pairs)].map((pair) => pair.join("=")).join(" ");
  };
  const save = async (id) => {
    const touches = unsaved.get(id);
    const signal = AbortSignal.timeout?.(8000);
    const options = { method: "POST", body: body(id), redirect: "manual", keepalive: true, signal };
    const answer = await fetch(form.dataset.save, options).catch(() => null);
    const lost = !answer || answer.status >= 500;
    const said = lost ? { says: form.dataset.lost } : await answer.json().catch(() => ({ says: form.dataset.over }));
    say(said.says, !said.revisions);
    if (said.revisions) merge(said.revisions);
    if (said.revisions && unsaved.get(id) === touches) unsaved.delete(id);
    if (lost) soon(5000);
    return Boolean(said.revisions);
  };
  const flush = () => {
    clearTimeout(timer);
    turn = turn.then(async () => {
      let all = true;
      for (const id of [...unsaved.keys()]) all = (await save(id)) && all;
      stuck = !all;
      warned &&= stuck;
    });
    return turn;
  };
  const soon = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(flush, wait);
  };
  const touched = ({ type, target }) => {
    const id = /^(?:choice|reason|note)-(.+)$/.exec(target.name)?.[1];
    if (!id) return;
    unsaved.set(id, (unsaved.get(id) ?? 0) + 1);
    if (type === "change") flush();
    else soon(1500);
  };
  saves.set(form, flush);
  form.addEventListener("input", touched);
  form.addEventListener("change", touched);
  form.addEventListener("submit", (event) => { sent = !event.defaultPrevented; });
  addEventListener("online", () => { if (unsaved.size) flush(); });
  addEventListener("pageshow", () => { sent = false; });
  addEventListener("pagehide", () => { if (!sent) for (const id of [...unsaved.keys()]) save(id); });
  addEventListener("beforeunload", (event) => { if (stuck && unsaved.size && !sent) event.preventDefault(); });
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[href]");
    const elsewhere = link && !link.getAttribute("href").startsWith("#") && !link.target && !link.hasAttribute("download");
    if (!elsewhere || !unsaved.size || warned || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    await flush();
    // Whoever follows a link a second time is asked by the browser, and may go.
    warned = stuck;
    if (stuck) line.scrollIntoView({ block: "center" });
    else location.assign(link.href);
  });
};
document.querySelectorAll("form[data-save]").forEach(keep);

// What is shown once can be copied and printed by a button; without scripts it is selected and printed from the menu.
for (const group of document.querySelectorAll("[data-keep]")) {
  const [copy, print, status] = group.children;
  group.hidden = false;
  copy.hidden = !navigator.clipboard; // only over HTTPS
  print.addEventListener("click", () => globalThis.print());
  copy.addEventListener("click", () => {
    const { copied, not } = status.dataset;
    const text = document.getElementById(group.dataset.keep).innerText.trim();
    navigator.clipboard.writeText(text).then(() => { status.textContent = copied; }, () => { status.textContent = not; });
  });
}

// A part that follows what happens elsewhere: its page is requested every data-live milliseconds, and what changed in the
// part, and the title, is updated. Open details stay open. Where the page now redirects or gives 404, the browser goes
// there; a part that comes back without data-live has reached its end, and the page is loaded once more. On a page with
// a form that people fill in, only the part is ever changed: going elsewhere would lose what they typed.
const filling = document.querySelector("form[data-reach]") !== null;

const request = async () => {
  const answer = await fetch(location.href, { redirect: "manual" });
  const elsewhere = answer.type === "opaqueredirect" || answer.status === 404;
  const page = answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  return { elsewhere, page };
};

const update = (part, found) => {
  for (const { id } of part.querySelectorAll("details[open]")) found.querySelector(`#${id}`)?.setAttribute("open", "");
  const focused = part.contains(document.activeElement) && document.activeElement.id;
  part.innerHTML = found.innerHTML;
  if (focused) document.getElementById(focused)?.focus();
};

const follow = (part) => {
  const lost = document.getElementById(`${part.id}-lost`);
  let last = part.innerHTML;
  const look = async () => {
    if (!document.hidden) {
      const { elsewhere, page } = await request().catch(() => ({}));
      const found = page?.getElementById(part.id);
      const ended = found && !found.dataset.live;
      if ((elsewhere || ended) && !filling) {
        location.replace(location.href);
        return;
      }
      if (lost) lost.hidden = Boolean(found);
      if (found && found.innerHTML !== last) {
        last = found.innerHTML;
        update(part, found);
        if (!filling) document.title = page.title;
      }
      if (ended) return;
    }
    setTimeout(look, part.dataset.live);
  };
  setTimeout(look, part.dataset.live);
};
document.querySelectorAll("[data-live]").forEach(follow);
