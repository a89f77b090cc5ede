"""Lists on a phone are cards of two lines, which tell the rest while they have the focus."""

LISTS = (
    *("/events/", "/follow-ups/?tab=all", "/outcomes/", "/lessons/", "/nations/"),
    *("/programmes/", "/institutions/", "/plans/", "/aims/", "/people/", "/attachments/"),
)
LINES = """rows => rows.map(row => {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  return row.getBoundingClientRect().height / (1.5 * rem);
})"""
SEEN = """row => {
  const box = row.getBoundingClientRect();
  const cells = [...row.cells].filter(one => one.offsetHeight);
  return cells.filter(one => one.getBoundingClientRect().bottom > box.bottom + 1).length;
}"""


def test_a_row_of_a_list_is_two_lines_and_opens_with_the_focus(visit):
    phone = visit("country-desk", width=320)
    counted = 0
    for path in LISTS:
        assert phone.open(path).status == 200
        rows = phone.page.locator("table.cards tbody tr:not(.no-rows)")
        heights = rows.evaluate_all(LINES)
        assert all(1.9 < lines <= 3.2 for lines in heights), (path, heights)
        counted += len(heights)
        if heights:
            rows.first.locator("th a").first.focus()
            assert rows.first.evaluate(SEEN) == 0, path
    assert counted > 30
