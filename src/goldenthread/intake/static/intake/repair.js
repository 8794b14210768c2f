// One key, one deed: a key presses the button, follows the link or opens the box that carries it
// in data-key. Everything it does can be done without it. The keys can be turned off.
(() => {
  const off = () => localStorage.getItem("repair-keys") === "off";
  const typing = (element) => element.closest("input, textarea, select, [contenteditable]");

  // Says beside an element what the next press of its key will do; the words go when focus does.
  const foretell = (element) => {
    const told = document.createElement("p");
    told.className = "govuk-body gt-repair__next";
    told.setAttribute("role", "status");
    element.insertAdjacentElement("afterend", told);
    const key = element.dataset.key;
    const words = element.innerText.trim().split(/\s+/).join(" ");
    const name = words.startsWith(key.toUpperCase() + " ") ? words.slice(key.length + 1) : words;
    told.textContent = `Nothing is done yet. Press ${key.toUpperCase()} or Enter to do this: ${name}`;
    element.addEventListener("blur", () => told.remove(), { once: true });
  };

  // What stands in a closed box is shown first, so that nobody does what they cannot see.
  const press = (element) => {
    const closed = element.parentElement.closest("details:not([open])");
    if (closed) {
      closed.open = true;
      element.focus();
      if (element.tagName === "BUTTON") foretell(element);
      element.scrollIntoView({ block: "nearest" });
      return;
    }
    if (element.tagName === "DETAILS") {
      element.open = true;
      const box = element.querySelector("textarea, button");
      box.focus();
      if (box.setSelectionRange) box.setSelectionRange(0, 0);
    } else if (typing(element)) {
      element.focus();
      if (element.select) element.select();
    } else {
      element.click();
    }
  };

  document.addEventListener("keydown", (event) => {
    const inside = typing(event.target);
    if (inside && event.key === "Escape") {
      event.target.blur();
      return;
    }
    if (inside && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.target.form.requestSubmit();
      return;
    }
    if (inside || off() || event.ctrlKey || event.metaKey || event.altKey) return;
    const exact = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    const found = exact || document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!found) return;
    event.preventDefault();
    press(found);
  });

  document.addEventListener("DOMContentLoaded", () => {
    const toggle = document.getElementById("keys-switch");
    if (!toggle) return;
    const say = () => {
      toggle.setAttribute("aria-pressed", off() ? "false" : "true");
      toggle.textContent = off() ? "Keys are off: turn them on" : "Keys are on: turn them off";
    };
    toggle.addEventListener("click", () => {
      localStorage.setItem("repair-keys", off() ? "on" : "off");
      say();
    });
    say();
  });
})();
