"""Text as people paste it, import it, or send it to break things."""

from hypothesis import strategies as st

SNIPPETS = (
    "=1+1",
    "-2+3",
    "+49 30 1234",
    "@SUM(A1)",
    "\t=1",
    "＝1+1",
    " =1",
    "'=1",
    "\r\nBEGIN:VEVENT\r\n",
    "\r\nCLASS:PUBLIC\r\n",
    "\\N\\n\\;\\,",
    'a;b,c:d"e',
    "\x00\x0b\x0c\x1c\x85\u2028\u2029\ufeff",
    "𝄞" * 40,
    "é" * 90,
    "_x0041_",
    "</t><t>&amp;",
    "\ud800",
    "<b>Trust</b>",
    "https://example.org/?a=1&b=2",
    "1e5",
    "  ",
)

texts = st.lists(
    st.one_of(st.sampled_from(SNIPPETS), st.text(st.characters(), max_size=120)), max_size=6
).map("".join)
