"""On a page of the past links are words, drawings keep their shapes, and steps are gone."""

import pytest
from markupsafe import Markup

from planner.web.markup import unopened

pytestmark = pytest.mark.no_database


@pytest.mark.parametrize(
    ("drawn", "left"),
    [
        ('a <a class="chip" href="/events/">b</a> c', 'a <span class="chip">b</span> c'),
        ('<a href="#unmet">b</a> <a href="?as-of=x">c</a>', None),
        ('<svg><a href="/e"><svg>1</svg></a></svg>', "<svg><g><svg>1</svg></g></svg>"),
        ('<svg/><a href="/e">1</a>', "<svg/><span>1</span>"),
        ('x<a class="todo-action" href="/e">Plan</a>', "x"),
        ('x<form method="post" action="/e"><button>Take</button></form>', "x"),
        (
            '<a href="/e" title="&#34;q&#34;">&lt;b&gt;</a>',
            '<span title="&#34;q&#34;">&lt;b&gt;</span>',
        ),
    ],
)
def test_what_opens_the_present_is_taken_out(drawn, left):
    assert unopened(Markup(drawn)) == (drawn if left is None else left)
