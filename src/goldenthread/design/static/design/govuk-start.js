// Starts the GOV.UK Frontend components on the page and on what HTMX brings in.
import { createAll, Button, ErrorSummary, NotificationBanner, ServiceNavigation, SkipLink } from "../govuk/govuk-frontend.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");

const start = (scope) => {
  for (const component of [Button, ErrorSummary, NotificationBanner, ServiceNavigation, SkipLink]) {
    createAll(component, undefined, scope);
  }
};

start(document);
document.addEventListener("htmx:load", (event) => {
  if (event.detail.elt !== document.body) start(event.detail.elt);
});
