// Renews the part of a page that tells how far a piece of work is; loads the page when it ends.

const EVERY = 2000; // milliseconds
const parser = new DOMParser();

async function newest() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) return null;
  return parser.parseFromString(await answer.text(), "text/html").getElementById("watched");
}

async function look() {
  const shown = document.getElementById("watched");
  const found = document.hidden ? null : await newest().catch(() => null);
  if (found && !("watch" in found.dataset)) {
    location.reload();
    return;
  }
  if (found && found.innerHTML !== shown.innerHTML) shown.replaceWith(found);
  setTimeout(look, EVERY);
}

setTimeout(look, EVERY);
