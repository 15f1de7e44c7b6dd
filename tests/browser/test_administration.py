"""What only a browser shows of administration: the tree that folds and is moved by hand, and a list that is chosen."""

import pytest
from playwright.sync_api import expect

from tests.browser.house import BODY
from tests.browser.secretary import Secretary
from tests.browser.test_accessibility import INSPECTED, violations

# They come after the body in every list, so that other tests find what they look for.
OFFICE, TEAM, OTHER = (f"{BODY}: {name}" for name in ("Văn phòng", "Tổ thư ký", "Ban Pháp chế"))


@pytest.fixture
def tree(house):
    """The body with its office and a committee below it, and a team below the office."""
    admin = house.sign_in("ha")

    def add(name: str, parent: str) -> str:
        return house.ask("POST", "/bodies", admin, json={"name": name, "parent": parent})["id"]

    office = add(OFFICE, house.body)
    return {"office": office, "team": add(TEAM, office), "other": add(OTHER, house.body)}


def test_the_tree_folds_by_keys_and_a_body_is_moved_in_it(tree, sit_down):
    ha = sit_down(Secretary, "ha", **INSPECTED)
    ha.opens("/bodies")
    team = ha.page.locator(f"#body-{tree['team']}")
    fork = ha.page.locator(f"details[data-body='{tree['office']}'] > summary")
    root = ha.page.locator(".tree summary").first
    expect(team).to_be_visible()
    expect(ha.page.get_by_role("button", name=ha.say("Fold all"))).to_be_visible()
    assert violations(ha) == []

    root.focus()
    ha.page.keyboard.press("ArrowDown")
    expect(fork).to_be_focused()
    ha.page.keyboard.press("ArrowLeft")
    expect(team).to_be_hidden()
    ha.page.wait_for_function("body => (localStorage['icabinet.folded'] ?? '').includes(body)", arg=tree["office"])
    ha.reloads()
    expect(ha.page.get_by_role("button", name=ha.say("Unfold all"))).to_be_visible()
    expect(team).to_be_hidden()
    ha.press("Unfold all")
    expect(team).to_be_visible()

    ha.press("Move %(name)s elsewhere", name=TEAM)
    parent = ha.page.locator("#move-parent")
    expect(parent).to_be_focused()
    expect(ha.page.locator("#move-body")).to_have_value(tree["team"])
    parent.select_option(tree["other"])
    ha.press("Move", ha.page.locator("#move"))
    expect(ha.page.locator(f"#body-{tree['other']} #body-{tree['team']}")).to_be_visible()
    ha.press("Move %(name)s up", name=OTHER)
    expect(ha.page.locator(f"#body-{tree['other']} ~ #body-{tree['office']}")).to_be_visible()


def test_a_list_is_given_looked_at_and_imported(sit_down):
    ha = sit_down(Secretary, "ha", **INSPECTED)
    ha.opens("/people")
    ha.press("Import a list")
    rows = ["Họ và tên;Tên đăng nhập;Chức vụ;Cơ quan", f"Trương Mỹ Ý;truong.y;;{OTHER} mới", "Vũ Lỗi;vu.loi;Ủy viên;"]
    content = "\r\n".join(rows).encode("utf-16")
    ha.page.locator("#file").set_input_files([{"name": "danh sách.csv", "mimeType": "text/csv", "buffer": content}])
    ha.page.get_by_label(ha.say("Make bodies that do not exist yet")).check()
    ha.press("Look at it first")
    steps = ha.page.get_by_test_id("steps").locator("tbody tr")
    expect(steps).to_have_count(2)
    assert [steps.nth(at).get_attribute("data-does") for at in (0, 1)] == ["make", "refuse"]
    ha.sees("It does not say in which body.")
    assert violations(ha) == []
    ha.press("Import %(count)s people", count=1)
    ha.sees("People added: %(made)s, changed: %(changed)s.", made=1, changed=0)
    expect(ha.page.get_by_text("Trương Mỹ Ý")).to_be_visible()
    expect(ha.page.get_by_text("Vũ Lỗi")).to_have_count(0)
