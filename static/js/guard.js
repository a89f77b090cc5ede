// Warn before unsaved changes are lost, and keep one click from sending twice.

function guardForms() {
  let changed = false;
  const warn = (event) => {
    if (changed) event.preventDefault();
  };
  for (const form of document.querySelectorAll("form[data-guard]")) {
    form.addEventListener("input", () => {
      changed = true;
    });
  }
  addEventListener("beforeunload", warn);
  document.addEventListener("saved", () => {
    changed = false; // a script has sent the form itself
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.hasAttribute("data-guard")) changed = false;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    event.submitter?.setAttribute("aria-busy", "true");
    setTimeout(release, 5000, form); // the answer may be a download, which leaves the page standing
  });

  // Coming back by the browser's back button shows a form that may be sent again.
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) release(form);
  });
}

function release(form) {
  delete form.dataset.sent;
  form.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
}

guardForms();
