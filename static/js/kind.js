// A form whose fields depend on a choice loads itself anew when that choice changes.

function kindSwitches() {
  for (const select of document.querySelectorAll("select[data-kind-switch]")) {
    const button = select.form?.querySelector("button[data-refresh]");
    if (!button) continue;
    button.classList.add("hidden-word");
    button.tabIndex = -1;
    button.setAttribute("aria-hidden", "true");
    select.addEventListener("change", () => select.form.requestSubmit(button));
  }
}

kindSwitches();
