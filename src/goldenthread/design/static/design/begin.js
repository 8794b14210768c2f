// Tells the style sheet that scripts run, before anything is drawn.
document.documentElement.classList.add("gt-scripted");
document.addEventListener("DOMContentLoaded", () => {
  document.body.classList.add("js-enabled", "govuk-frontend-supported");
});
