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
