"""A display is made on the page of the preparation, too, where scripts may be off."""

from tests.desk import MAIN, Desk, ref
from tests.web.visitor import Visitor


def test_the_form_makes_a_display(desk: Desk):
    secretary, wall = Visitor(desk, "sec"), ref("wall1")
    path = f"/meetings/{MAIN}/edit"
    assert "displays.add" in secretary.get(path).text
    made = {"act": ref("act1"), "id": wall, "name": "Bên trái"}
    assert secretary.post(f"{path}/act/displays.add", made).status_code == 303
    assert "Bên trái" in secretary.get(path).text
    assert desk.kinds("sec", "participants")[wall]["role"] == "display"
