"""An exception approved at the desk: asked for and given by keys, in the wizard of a plain petugas."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from sqlalchemy import text

from dinsos_desk.desk import Desk
from dinsos_desk.domain.routing import Role
from dinsos_desk.sample.fill import Wishes, fill_draft
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.intake.drafts import drafts_of
from dinsos_desk.usecases.office.users import change_user, users
from dinsos_desk.usecases.requests.view import view_request
from tests.factories import PASSWORD, colleague
from tests.ui.intake_desk import ALT, CTRL, Clerk, Key
from tests.ui.office_work import room_context
from tests.ui.test_intake_early import DTKS, NOT_YET, fill, go_to, open_service, said
from ui.context import Context
from ui.intake.approval_box import ApprovalBox
from ui.intake.approval_dialog import ApprovalDialog
from ui.intake.steps import StepKind
from ui.requests.cards import RulesCard, history_lines
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.badge import Badge

RULE = "sudah_terdaftar"
PLACE = f"aturan.{RULE}"
WHY = "Perintah tertulis Kabid 12 November"


@pytest.fixture
def context(desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path) -> Context:
    plain = replace(actor, roles=frozenset({Role.PETUGAS}))
    return room_context(desk, plain, tasks, theme, tmp_path)


@pytest.fixture
def boss(desk: Desk, actor: Actor) -> Actor:
    return colleague(desk, actor, Role.KABID)


def barred(clerk: Clerk) -> None:
    """At the summary of an application that one rule bars."""
    open_service(clerk, clerk.context.desk.library.catalog.services[DTKS])
    fill(clerk, NOT_YET)
    go_to(clerk, StepKind.SUMMARY)
    assert not clerk.wizard.checked.can_be_saved


def saved(desk: Desk) -> int:
    """The application that was saved."""
    with desk.reading() as session:
        return int(session.scalar(text("SELECT id FROM request")))


class Approver:
    """Somebody who types into the open dialog."""

    def __init__(self, clerk: Clerk, dialog: ApprovalDialog) -> None:
        self.clerk, self.dialog = clerk, dialog

    def settle(self) -> None:
        tasks = self.clerk.context.tasks
        self.clerk.qtbot.waitUntil(lambda: tasks.wait_idle(100) and self.dialog.waiting.isHidden())

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focus(), text)

    def press(self, key: Key, *modifier: object) -> None:
        QTest.keyClick(self.focus(), key, *modifier)  # type: ignore[call-overload]
        if self.dialog.isVisible():
            self.settle()

    def focus(self):  # type: ignore[no-untyped-def]
        self.clerk.qtbot.waitUntil(lambda: self.dialog.focusWidget() is not None)
        return self.dialog.focusWidget()

    def words(self) -> str:
        return "\n".join(label.text() for label in self.dialog.findChildren(QLabel) if label.isVisible())


def with_dialog(clerk: Clerk, key: Key, act: Callable[[Approver], None]) -> None:
    """Press Alt and a key, and do something in the dialog that opens."""
    ran: list[BaseException | None] = []

    def run() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, ApprovalDialog):
            QTimer.singleShot(5, run)
            return
        try:
            dialog.activateWindow()
            clerk.qtbot.waitUntil(dialog.isActiveWindow)
            approver = Approver(clerk, dialog)
            approver.settle()
            act(approver)
            ran.append(None)
        except BaseException as error:
            ran.append(error)
        finally:
            if dialog.isVisible():
                dialog.done(0)

    QTimer.singleShot(0, run)
    QTest.keyClick(clerk.focus(), key, ALT)
    clerk.qtbot.waitUntil(lambda: bool(ran))
    if ran[0] is not None:
        raise ran[0]
    clerk.settle()


def approve(approver: Approver) -> None:
    assert approver.dialog.focusWidget() is approver.dialog.reason.editor.focusProxy()
    approver.type(WHY)
    approver.press(Key.Key_Return)
    assert approver.dialog.focusWidget() is approver.dialog.password
    approver.type(PASSWORD)
    QTest.keyClick(approver.focus(), Key.Key_Return)
    assert approver.dialog.password.text() == ""
    clerk = approver.clerk
    clerk.qtbot.waitUntil(lambda: not approver.dialog.isVisible())


def test_a_petugas_asks_the_kabid_approves_and_it_is_saved_and_told(
    clerk: Clerk, desk: Desk, actor: Actor, boss: Actor
) -> None:
    barred(clerk)
    assert "Minta persetujuan di sini" in clerk.page.rules.approvals[RULE].ask.text()  # type: ignore[attr-defined]
    assert clerk.page.rules.badges[RULE].badge.text == "Tidak memenuhi"  # type: ignore[attr-defined]
    with_dialog(clerk, Key.Key_M, approve)
    assert clerk.wizard.checked.can_be_saved
    assert clerk.page.rules.badges[RULE].badge.text == "Dikecualikan"  # type: ignore[attr-defined]
    (known,) = [thing for thing in clerk.wizard.side.things() if thing.badge[0] == "Dikecualikan"]
    assert known.text.endswith(f"Dikecualikan oleh {boss.name} ({boss.post}): {WHY}")
    assert f"Disetujui oleh {boss.name} ({boss.post}), 23 November 2026 pukul 08.14: {WHY}" in said(
        clerk.page
    )
    focused = clerk.focus()
    assert focused is clerk.page.scroll
    clerk.press(Key.Key_Return, CTRL)
    assert clerk.room.stack.currentWidget() is clerk.room.result
    request = saved(desk)
    (step,) = view_request(desk.reader(), actor, request).history
    told = "\n".join(history_lines(step))
    assert "Pengecualian “Surat keterangan terdaftar" in told
    assert f"disetujui oleh {boss.name} ({boss.post}): {WHY}" in told
    card = RulesCard(clerk.context.theme, view_request(desk.reader(), actor, request))
    assert "Dikecualikan" in [badge.badge.text for badge in card.findChildren(Badge)]
    labels = [label.text() for label in card.findChildren(QLabel)]
    assert f"Dikecualikan oleh {boss.name} ({boss.post}): {WHY}" in labels


def test_a_wrong_password_says_so_keeps_the_reason_and_nothing_of_the_password(
    clerk: Clerk, boss: Actor
) -> None:
    def act(approver: Approver) -> None:
        dialog = approver.dialog
        approver.press(Key.Key_Return, CTRL)
        clerk.qtbot.waitUntil(lambda: dialog.reason.error() == "Tulis alasannya.")
        approver.type(WHY)
        approver.press(Key.Key_Return, CTRL)
        clerk.qtbot.waitUntil(lambda: dialog.secret.error() == "Isi kata sandi.")
        approver.type("bukan-sandi-ini")
        approver.press(Key.Key_Return)
        assert dialog.isVisible()
        assert dialog.secret.error() == "Kata sandi salah. Ketik sekali lagi."
        assert (dialog.reason.editor.text(), dialog.password.text()) == (WHY, "")
        assert dialog.focusWidget() is dialog.password
        approver.press(Key.Key_Escape)
        clerk.qtbot.waitUntil(lambda: not dialog.isVisible())

    barred(clerk)
    with_dialog(clerk, Key.Key_M, act)
    assert clerk.wizard.model.draft.grants == {}
    assert not clerk.wizard.checked.can_be_saved


def test_another_reason_needs_another_approval_and_turning_back_keeps_the_first(
    clerk: Clerk, boss: Actor
) -> None:
    barred(clerk)
    with_dialog(clerk, Key.Key_M, approve)
    given = clerk.wizard.model.draft.grants[RULE]

    def turn_back(approver: Approver) -> None:
        assert approver.dialog.reason.editor.text() == WHY
        assert approver.dialog.focusWidget() is approver.dialog.password
        approver.press(Key.Key_Escape)
        clerk.qtbot.waitUntil(lambda: not approver.dialog.isVisible())

    with_dialog(clerk, Key.Key_U, turn_back)
    assert clerk.wizard.model.draft.grants == {RULE: given}

    def again(approver: Approver) -> None:
        approver.press(Key.Key_Backtab)
        QTest.keyClick(approver.focus(), Key.Key_End)
        approver.type(" 2026")
        approver.press(Key.Key_Return)
        approver.type(PASSWORD)
        approver.press(Key.Key_Return)
        clerk.qtbot.waitUntil(lambda: not approver.dialog.isVisible())

    with_dialog(clerk, Key.Key_U, again)
    assert clerk.wizard.model.draft.grants[RULE].reason == f"{WHY} 2026"
    clerk.wizard.model.set_override(RULE, "Sesuatu yang lain")
    assert clerk.wizard.model.draft.grants == {}


def test_an_approval_is_taken_back_by_keys(clerk: Clerk, boss: Actor) -> None:
    barred(clerk)
    with_dialog(clerk, Key.Key_M, approve)
    box = clerk.page.rules.approvals[RULE]  # type: ignore[attr-defined]
    assert isinstance(box, ApprovalBox)
    box.ask.setFocus()
    clerk.press(Key.Key_Tab)
    assert clerk.focus() is box.drop
    clerk.press(Key.Key_Space)
    assert not clerk.wizard.checked.can_be_saved
    assert clerk.wizard.model.draft.overrides[RULE] == ""
    assert "Minta persetujuan di sini" in clerk.page.rules.approvals[RULE].ask.text()  # type: ignore[attr-defined]


def test_it_survives_in_the_draft(clerk: Clerk, desk: Desk, actor: Actor, boss: Actor) -> None:
    barred(clerk)
    with_dialog(clerk, Key.Key_M, approve)
    clerk.press(Key.Key_Escape)
    (kept,) = drafts_of(desk.reader(), actor)
    assert kept.draft.grants[RULE].name == boss.name
    assert PASSWORD not in str(kept.draft.payload())
    assert clerk.room.wizard is None
    clerk.room.opener.open_draft(kept)
    clerk.qtbot.waitUntil(lambda: clerk.room.wizard is not None and clerk.room.wizard.is_open)
    clerk.settle()
    go_to(clerk, StepKind.SUMMARY)
    assert f"Disetujui oleh {boss.name}" in said(clerk.page)
    clerk.press(Key.Key_Return, CTRL)
    assert clerk.room.stack.currentWidget() is clerk.room.result


def test_nobody_with_the_role_says_what_to_do(clerk: Clerk) -> None:
    def act(approver: Approver) -> None:
        told = approver.words()
        assert "Belum ada pengguna aktif dengan peran Kepala Bidang" in told
        assert "Pengaturan › Pengguna" in told
        assert not approver.dialog.form.isVisible()
        assert not approver.dialog.approve.isVisible()
        approver.press(Key.Key_Return, CTRL)
        assert approver.dialog.isVisible()
        approver.press(Key.Key_Escape)
        clerk.qtbot.waitUntil(lambda: not approver.dialog.isVisible())

    barred(clerk)
    with_dialog(clerk, Key.Key_M, act)


def test_several_who_may_are_chosen_by_arrows_and_a_password_is_for_one_of_them(
    clerk: Clerk, desk: Desk, actor: Actor, boss: Actor
) -> None:
    division = desk.library.catalog.services[DTKS].division
    second = colleague(desk, actor, Role.KABID, division)

    def act(approver: Approver) -> None:
        dialog = approver.dialog
        assert dialog.focusWidget() is dialog.list
        rows = [dialog.list.item(n).text() for n in range(dialog.list.count())]
        assert rows == [f"{one.name}\n{one.post}" for one in (boss, second)]
        dialog.password.setText("setengah diketik")
        approver.press(Key.Key_Down)
        assert dialog.password.text() == ""
        approver.press(Key.Key_Return)
        approver.type(WHY)
        approver.press(Key.Key_Return)
        approver.type(PASSWORD)
        approver.press(Key.Key_Return)
        clerk.qtbot.waitUntil(lambda: not dialog.isVisible())

    barred(clerk)
    with_dialog(clerk, Key.Key_M, act)
    assert clerk.wizard.model.draft.grants[RULE].user_id == second.user_id


def test_an_exception_made_before_is_shown_when_papers_are_completed(
    clerk: Clerk, desk: Desk, boss: Actor
) -> None:
    open_service(clerk, desk.library.catalog.services[DTKS])
    lacking = Wishes(answers=NOT_YET, incomplete=True)
    fill(clerk, NOT_YET)
    day = desk.now().date()
    for code, paper in fill_draft(clerk.wizard.model.service, Crowd(3), day, lacking).papers.items():
        clerk.wizard.model.set_paper(code, paper)
    clerk.wizard.check_now()
    go_to(clerk, StepKind.SUMMARY)
    with_dialog(clerk, Key.Key_M, approve)
    clerk.press(Key.Key_Return, CTRL)
    assert clerk.room.stack.currentWidget() is clerk.room.result
    request = saved(desk)
    clerk.room.begin(request)
    clerk.qtbot.waitUntil(lambda: clerk.room.wizard is not None and clerk.room.wizard.is_open)
    clerk.settle()
    go_to(clerk, StepKind.SUMMARY)
    assert f"Pengecualian sudah diberikan: {WHY}" in said(clerk.page)
    assert not clerk.page.rules.approvals[RULE].ask.isVisible()  # type: ignore[attr-defined]


def test_a_refused_approval_leads_to_its_button(clerk: Clerk, desk: Desk, actor: Actor, boss: Actor) -> None:
    barred(clerk)
    with_dialog(clerk, Key.Key_M, approve)
    data = next(user for user in users(desk.reader()) if user.id == boss.user_id)
    change_user(desk.uow(), actor, desk.ring, desk.key, replace(data, active=False))
    clerk.press(Key.Key_Return, CTRL)
    assert clerk.room.stack.currentWidget() is clerk.wizard
    assert "tidak berlaku lagi" in clerk.wizard.foot.text()
    assert clerk.focus() is clerk.page.rules.approvals[RULE].ask  # type: ignore[attr-defined]
