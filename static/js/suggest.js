// Suggestions under an input: a fragment of list items fetched from the same server.
//
// <input data-suggest-url="/people/suggest" data-suggest-into="id">, where the id names a
// <ul class="suggestions" aria-live="polite">. A button in it with data-value fills the input
// (and, with data-id, the hidden field named by data-suggest-id).

function suggestFields() {
  for (const input of document.querySelectorAll("input[data-suggest-url]")) {
    const list = document.getElementById(input.dataset.suggestInto) ?? place(input);
    let waiting;
    let asked = 0;
    input.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(async () => {
        const mine = ++asked;
        const html = await fetched(input);
        if (mine === asked) list.innerHTML = html;
      }, 200);
    });
    input.addEventListener("keydown", (event) => {
      if (event.key === "Escape") list.replaceChildren();
      if (event.key === "ArrowDown") list.querySelector("a, button, input")?.focus();
    });
    list.addEventListener("click", (event) => choose(event.target.closest("[data-value]"), input, list));
  }
}

function place(input) {
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.setAttribute("aria-live", "polite");
  input.after(list);
  return list;
}

async function fetched(input) {
  const words = input.value.trim();
  if (words.length < 2) return "";
  const url = new URL(input.dataset.suggestUrl, location.href);
  url.searchParams.set("q", words);
  try {
    const answer = await fetch(url, { headers: { Accept: "text/html" }, credentials: "same-origin" });
    return answer.ok && !answer.redirected ? await answer.text() : "";
  } catch {
    return "";
  }
}

function choose(button, input, list) {
  if (!button) return;
  input.value = button.dataset.value;
  const hidden = input.form?.elements[input.dataset.suggestId];
  if (hidden && button.dataset.id) hidden.value = button.dataset.id;
  list.replaceChildren();
  input.focus();
}

suggestFields();
