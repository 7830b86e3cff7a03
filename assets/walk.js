// Keys on the walk of a visit, while a question has the focus and no text is typed: 0 to 3 the agreed level, s seen, n the
// next question, p the one before. Every page works without it.
const form = document.querySelector("form[data-keys]");
const lines = [...(form?.querySelectorAll(".walk__line") ?? [])];

const go = (line) => line?.querySelector(".levels input:checked, .levels input")?.focus();

form?.addEventListener("keydown", (event) => {
  const line = event.target.closest(".walk__line");
  if (!line || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("textarea")) return;
  const at = lines.indexOf(line);
  if ("0123".includes(event.key)) {
    const level = line.querySelector(`.levels input[value="${event.key}"]`);
    if (!level) return;
    level.click();
    level.focus();
  } else if (event.key === "s") line.querySelector(".walk__seen [type=checkbox]").click();
  else if (event.key === "n") go(lines[at + 1]);
  else if (event.key === "p") go(lines[at - 1]);
  else return;
  event.preventDefault();
});

// An agreed level says that the question has been seen.
form?.addEventListener("change", (event) => {
  if (event.target.matches(".levels input") && event.target.value !== "as-answered")
    event.target.closest(".walk__line").querySelector(".walk__seen [type=checkbox]").checked = true;
});
