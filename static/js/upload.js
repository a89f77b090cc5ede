// Send files with their progress; without this script the form is sent as any other.

function uploads() {
  for (const box of document.querySelectorAll("[data-upload]")) {
    const form = box.querySelector("form");
    form?.addEventListener("submit", (event) => send(event, box, form));
  }
}

function send(event, box, form) {
  const files = [...(form.querySelector("input[type=file]")?.files ?? [])];
  if (!files.length || form.dataset.sending) {
    if (form.dataset.sending) event.preventDefault();
    return;
  }
  event.preventDefault();
  const shown = progressOf(form);
  const most = Number(box.dataset.most);
  if (files.reduce((sum, file) => sum + file.size, 0) > most * 1024 * 1024) {
    shown.say(box.dataset.tooMuch.replace("{most}", box.dataset.most));
    return;
  }
  form.dataset.sending = "yes";
  const request = new XMLHttpRequest();
  request.open("POST", form.action || location.href);
  request.setRequestHeader("X-Upload", "script");
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    const percent = total ? Math.floor((100 * loaded) / total) : 0;
    shown.move(percent, box.dataset.sending.replace("{percent}", percent));
  });
  request.upload.addEventListener("load", () => shown.move(100, box.dataset.looking));
  request.addEventListener("error", () => {
    delete form.dataset.sending;
    shown.say(box.dataset.failed);
  });
  request.addEventListener("load", () => answered(request));
  request.send(new FormData(form));
}

/** Go where the answer leads, or show the page that it is. */
function answered(request) {
  const next = request.getResponseHeader("X-Location");
  if (next) {
    document.dispatchEvent(new Event("saved"));
    location.assign(next);
    return;
  }
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  const chosen = document.querySelector("[data-upload] input[type=file]");
  const fresh = page.querySelector("[data-upload] input[type=file]");
  if (chosen && fresh) {
    for (const name of ["aria-describedby", "aria-invalid"]) {
      if (fresh.hasAttribute(name)) chosen.setAttribute(name, fresh.getAttribute(name));
    }
    fresh.replaceWith(chosen); // what was chosen stays chosen
  }
  document.title = page.title;
  document.body.replaceWith(page.body);
  uploads();
  (document.querySelector(".error-summary") ?? document.querySelector("main"))?.focus();
}

/** The bar and the words of a form; a screen reader hears the words. */
function progressOf(form) {
  let box = form.querySelector(".upload-progress");
  if (!box) {
    box = document.createElement("div");
    box.className = "upload-progress";
    const bar = document.createElement("progress");
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute("aria-hidden", "true");
    const words = document.createElement("span");
    words.setAttribute("role", "status");
    box.append(bar, words);
    form.querySelector(".form-end").before(box);
  }
  const [bar, words] = box.children;
  return {
    move(percent, text) {
      bar.hidden = false;
      bar.value = percent;
      words.textContent = text;
    },
    say(text) {
      bar.hidden = true;
      words.textContent = text;
    },
  };
}

uploads();
