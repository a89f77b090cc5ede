// Narrow a list of boxes to tick, or the rows of a table, while typing.

// Words are folded as planner/folding.py folds them: each word typed has to begin a word of the
// text, in any order; in a script without spaces it may stand anywhere in a run.
const LETTERS = Object.fromEntries(
  "øo łl đd ðd ıi ħh ŧt ŋn ĸk ƙk ɗd ɓb ƴy æae œoe þth ßss əe ґг ςσ ٱا ىي یي ېي ےي کك ڪك ہه ھه ۃه ەه ةه ںن"
    .split(" ")
    .map((pair) => [pair[0], pair.slice(1)]),
);
const SECOND = { ä: "ae", ö: "oe", ü: "ue", å: "aa", ø: "oe", đ: "dj", ə: "a" };
const CONNECTORS = /['’‘‛ʼʻʽʾʿʹ`´′＇׳״՚‐‑‒–−־.·・\u200b\u200c-]/gu;
const ACCENTS =
  /[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\u093c\u09bc\u0a3c\u0abc\u0b3c\u0cbc]|\u0640|(?![\u200b\u200c])\p{Cf}/gu;
const UNSEGMENTED =
  /[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u1950-\u1aaf\u1b00-\u1b7f\u3005-\u3007\u3040-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\ua4cf\ua980-\ua9ff\uaa60-\uaa7f\uac00-\ud7a3\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
const PIECE = /[\p{L}\p{M}\p{N}]+(?:['’‘‛ʼʻʽʾʿʹ`′‐‒–−־.·・\u200b\u200c׳״՚-][\p{L}\p{M}\p{N}]+)*/gu;
const ARTICLE = /^(?:(?:[وبفك]?ال|لل)(?=..)|[وبفك]ال(?=...))/u;

const known = (text) => text.replace(/´/g, "'").normalize("NFKC").toLowerCase().normalize("NFC");
const digits = (text) =>
  text.replace(/(?![0-9])\p{Nd}/gu, (sign) => {
    let zero = sign.codePointAt(0);
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && sign.codePointAt(0) - zero < 9) zero -= 1;
    return String(sign.codePointAt(0) - zero);
  });
const fold = (text) =>
  [...digits(text).normalize("NFKD").replace(ACCENTS, "")].map((sign) => LETTERS[sign] ?? sign).join("").normalize("NFC");
const second = (text) => fold([...text].map((sign) => SECOND[sign] ?? sign).join(""));
const pieces = (text) => known(text).replace(/(?![\u200b\u200c])\p{Cf}|\u0640/gu, "").match(PIECE) ?? [];
const isDigit = (sign) => /\p{Nd}/u.test(sign);

/** Every word that a text is found by: from each of its parts, and each number, on to its end. */
function words(text) {
  const found = [];
  const all = pieces(text);
  all.forEach((piece, n) => {
    if (UNSEGMENTED.test(piece)) return found.push({ run: fold(piece.replace(CONNECTORS, "")) });
    for (const write of [fold, second]) {
      const parts = piece.split(CONNECTORS).map(write);
      parts.forEach((part, at) => {
        const rest = parts.slice(at).join("");
        const numbers = [...part.matchAll(/(?<=\p{L})(?=[0-9])/gu)].map((hit) => rest.slice(hit.index));
        for (const word of [rest, rest.replace(ARTICLE, ""), ...numbers]) found.push({ word });
      });
    }
    const next = all[n + 1];
    if (piece.length === 1 && next && (isDigit(next[0]) || /[od]/.test(fold(piece)))) {
      found.push({ word: fold(piece) + fold(next.replace(CONNECTORS, "")) });
    }
  });
  return found;
}

/** Every word typed, each as the ways to write it; a way is beginnings that must all occur. */
function asked(text) {
  const found = [];
  let before = "";
  const all = pieces(text);
  all.forEach((piece, n) => {
    const isRun = UNSEGMENTED.test(piece);
    const whole = piece.replace(CONNECTORS, "");
    const parts = piece.split(CONNECTORS);
    const ways = isRun ? [[fold(whole)]] : [fold, second].map((write) => [write(whole)]);
    if (!isRun) ways.push([fold(whole).replace(ARTICLE, "")]);
    if (!isRun && parts.length > 1 && parts.every((part) => part.length > 1)) {
      ways.push(parts.map(fold), parts.map(second));
    }
    if (before) found[found.length - 1] = [[before + fold(whole)], ...ways.map((way) => [before, ...way])];
    else found.push(ways);
    const isLone = piece.length === 1 && !isRun && all[n + 1] && !UNSEGMENTED.test(all[n + 1]);
    before = isLone && !before ? fold(piece) : "";
  });
  return found;
}

/** Say whether a run holds what was typed where a word may begin: not inside a number or a name. */
function runHolds(run, one) {
  for (let at = run.indexOf(one); at >= 0; at = run.indexOf(one, at + 1)) {
    const around = run.slice(Math.max(0, at - 1), at + 1);
    if ((at === 0 || UNSEGMENTED.test(around)) && !/\p{M}/u.test(run[at])) return true;
  }
  return false;
}

const begins = (kept, one) => kept.some(({ word, run }) => (run ? runHolds(run, one) : word.startsWith(one)));

/** Say whether words hold every word asked for. */
function holds(kept, wanted) {
  return wanted.every((ways) => ways.some((way) => way.every((one) => begins(kept, one))));
}

function announce(place, words, numbers) {
  place.textContent = words.replace(/\{(\w+)\}/g, (_, name) => numbers[name]);
}

const kept = new WeakMap();

function narrow(items, wanted) {
  let shown = 0;
  for (const item of items) {
    if (!kept.has(item)) kept.set(item, words(`${item.textContent} ${item.dataset.names ?? ""}`));
    const fits = holds(kept.get(item), wanted);
    item.hidden = !fits;
    shown += fits;
  }
  return shown;
}

/** [data-filter-list="id"] holds a search input and a status; boxes under the id are narrowed. */
function filterLists() {
  for (const box of document.querySelectorAll("[data-filter-list]")) {
    const list = document.getElementById(box.dataset.filterList);
    const input = box.querySelector("input");
    const status = box.querySelector("[role=status]");
    const items = [...list.querySelectorAll(".pick")];
    const update = () => {
      const shown = narrow(items, asked(input.value));
      for (const group of list.querySelectorAll(".pick-group")) {
        group.hidden = !group.querySelector(".pick:not([hidden])");
      }
      const chosen = list.querySelectorAll(":checked").length;
      announce(status, box.dataset.shown, { shown, all: items.length, chosen });
    };
    input.addEventListener("input", update);
    list.addEventListener("change", update);
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
    });
    box.hidden = false;
    update();
  }
}

/** input[data-filter-rows="id"] narrows the body rows of a table or the items of a list. */
function filterRows() {
  for (const input of document.querySelectorAll("input[data-filter-rows]")) {
    const place = document.getElementById(input.dataset.filterRows);
    const status = document.getElementById(`${input.id}-status`);
    const items = [...place.querySelectorAll("tbody tr, :scope > li")];
    input.addEventListener("input", () => {
      const shown = narrow(items, asked(input.value));
      if (status) announce(status, input.dataset.shown ?? "{shown} / {all}", { shown, all: items.length });
    });
    input.closest("[hidden]")?.removeAttribute("hidden");
  }
}

filterLists();
filterRows();
