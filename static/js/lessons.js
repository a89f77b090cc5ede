// Lessons of like events in the form of an event: asked for anew when the form says something else.
//
// <button data-lessons-url> does the same without script: it shows the form anew.

const SAYS = ["title", "kind", "programme_id", "host_code", "partner_codes"];
const CALM = 500; // milliseconds after the last change
const parser = new DOMParser();

function address(button) {
  const url = new URL(button.dataset.lessonsUrl, location.href);
  const filled = new FormData(button.form);
  for (const name of SAYS) {
    for (const value of filled.getAll(name)) if (value) url.searchParams.append(name, value);
  }
  return url;
}

async function found(url) {
  try {
    const answer = await fetch(url, { headers: { Accept: "text/html" }, credentials: "same-origin" });
    if (!answer.ok || answer.redirected) return null;
    return parser.parseFromString(await answer.text(), "text/html").body;
  } catch {
    return null;
  }
}

/** Put the sentence into the place that is read out, and the lessons below it. */
function show(place, part) {
  const told = place.querySelector("[role=status]");
  const words = part.querySelector("[role=status]").textContent;
  if (told.textContent !== words) told.textContent = words;
  place.querySelector("ul").replaceChildren(...part.querySelector("ul").children);
}

function follow(button) {
  const place = document.getElementById("lessons-found");
  let waiting;
  let asked = address(button).href;
  const look = async () => {
    const url = address(button);
    if (url.href === asked) return;
    asked = url.href;
    const part = await found(url);
    if (part && asked === url.href) show(place, part);
  };
  button.hidden = true;
  button.form.addEventListener("input", (event) => {
    if (!SAYS.includes(event.target.name)) return;
    clearTimeout(waiting);
    waiting = setTimeout(look, CALM);
  });
}

for (const button of document.querySelectorAll("button[data-lessons-url]")) follow(button);
