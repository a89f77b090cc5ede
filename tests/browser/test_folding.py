"""The lists that are narrowed while typing find what the server finds."""

from pathlib import Path
from urllib.parse import quote

from tests.test_folding import FINDS, MISSES

SCRIPT = Path(__file__).parent.parent.parent / "static" / "js" / "filter.js"
WRONG = """async ({ source, finds, misses }) => {
  const { words, asked, holds } = await import(source);
  const fits = ([query, text]) => holds(words(text), asked(query));
  return [finds.filter((pair) => !fits(pair)), misses.filter(fits)];
}"""


def test_a_list_narrowed_in_the_page_folds_as_the_server_does(browser):
    source = SCRIPT.read_text(encoding="utf-8") + "\nexport { words, asked, holds };"
    given = {"source": f"data:text/javascript;charset=utf-8,{quote(source)}"}
    page = browser.new_page()
    assert page.evaluate(WRONG, given | {"finds": FINDS, "misses": MISSES}) == [[], []]
    page.close()
