"""Who may do what: every use case that is done on somebody's behalf, by role.

A use case asks for the role before it touches anything, so the question can be put without an office: what
it is given stands still and says so when it is reached. What is decided by the division or by the
application itself is asked in ``tests/db/test_rights_by_division.py``.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from unittest.mock import MagicMock

import pytest

from dinsos_desk import usecases
from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import DeskError
from dinsos_desk.usecases.actor import Actor

PETUGAS, OPERATOR, KASI, KABID = Role.PETUGAS, Role.OPERATOR, Role.KASI, Role.KABID
SEKRETARIS, KADIS, ADMIN, PEMBACA = Role.SEKRETARIS, Role.KADIS, Role.ADMIN, Role.PEMBACA
WORKERS = {PETUGAS, OPERATOR, KASI, KABID, SEKRETARIS, KADIS}
OVERSEERS = {ADMIN, KADIS, SEKRETARIS}
KEEPERS = {OPERATOR, SEKRETARIS, ADMIN}
CLERKS = {PETUGAS, OPERATOR, SEKRETARIS}
ALL = set(Role)

BY_ROLE: dict[str, set[Role]] = {
    "intake.attachments.attach": {PETUGAS, OPERATOR},
    "intake.attachments.turn": {PETUGAS, OPERATOR},
    "intake.attachments.move_to": {PETUGAS, OPERATOR},
    "intake.attachments.take_away": {PETUGAS, OPERATOR},
    "audit.trail.trail": OVERSEERS,
    "audit.trail.known_users": OVERSEERS,
    "audit.prints.print_trail": OVERSEERS,
    "audit.prints.export_trail": OVERSEERS,
    "requests.clock.set_clock_right": WORKERS | {ADMIN},
    "complaints.draft.keep_complaint_draft": WORKERS,
    "complaints.handling.correct_complaint": WORKERS,
    "complaints.handling.correct_step": WORKERS,
    "complaints.handling.receive_complaint": WORKERS,
    "office.counters.keep_counter_choice": {PETUGAS},
    "requests.lateness.explain_lateness": WORKERS,
    "mail.agenda.cancel_mail": CLERKS,
    "mail.agenda.correct_mail": CLERKS,
    "mail.agenda.enter_mail": CLERKS,
    "mail.intake.begin_from_mail": {PETUGAS},
    "people.merging.compare": {PETUGAS},
    "people.merging.merge": {PETUGAS},
    "people.merging.undo_merge": {PETUGAS},
    "people.merging.keep_apart": {PETUGAS},
    "numbers.changes.reserve": KEEPERS,
    "numbers.changes.end_range": KEEPERS,
    "numbers.changes.cancel_number": KEEPERS,
    "numbers.changes.correct_number": KEEPERS,
    "numbers.by_hand.enter_outside": KEEPERS,
    "numbers.by_hand.insert_between": KEEPERS,
    "people.correcting.form_of": {PETUGAS},
    "people.correcting.correct": {PETUGAS},
    "obligations.periodic.drop_report": WORKERS,
    "obligations.periodic.record_report": WORKERS,
    "obligations.periodic.withdraw_report": WORKERS,
    "queue.tickets.take_ticket": {PETUGAS},
    "queue.tickets.call_next": {PETUGAS},
    "queue.tickets.recall": {PETUGAS},
    "queue.tickets.call_again": {PETUGAS},
    "queue.tickets.put_back": {PETUGAS},
    "queue.tickets.mark_absent": {PETUGAS},
    "queue.tickets.cancel_ticket": {PETUGAS},
    "queue.tickets.restore_ticket": {PETUGAS},
    "queue.tickets.serve": {PETUGAS},
    "queue.tickets.finish": {PETUGAS},
    "queue.tickets.resume": {PETUGAS},
    "recaps.layouts.keep_layout": OVERSEERS,
    "recaps.layouts.take_out": OVERSEERS,
    "recaps.layouts.take_up_again": OVERSEERS,
    "review.refusals.refusal_letter": WORKERS,
    "registers.correcting.correct_line": WORKERS,
    "registers.signers.set_signers": OVERSEERS,
    "registers.slip.print_expedition_slip": WORKERS,
    "people.shown.identity_numbers": WORKERS,
    "people.shown.looks": OVERSEERS,
    "people.shown.lookers": OVERSEERS,
    "intake.drafts.keep_draft": {PETUGAS},
    "intake.submit.submit": {PETUGAS},
    "obligations.tickler.add_tickler": WORKERS,
    "obligations.tickler.close_tickler": WORKERS,
    "obligations.tickler.reopen_tickler": WORKERS,
    "requests.waiting.remind": {PETUGAS, KASI},
    "requests.waiting.close_waiting": {PETUGAS, KASI},
    **{
        name: {ADMIN}
        for name in (
            "office.front_desk.change_front_desk",
            "office.front_desk.change_mail_desk",
            "numbers.series.keep_series",
            "numbers.series.remove_series",
            "office.setup.change_office",
            "office.setup.keep_closures",
            "office.setup.offer_services",
            "office.set_up_file.export_office",
            "office.taking_over.take_over",
            "office.officials.keep_official",
            "office.officials.remove_official",
            "office.posts.keep_post",
            "office.posts.remove_post",
            "office.safety.change_safety",
            "services.drafts.copy_service",
            "services.drafts.discard_draft",
            "services.drafts.keep_draft",
            "services.drafts.new_draft",
            "services.drafts.open_draft",
            "services.files.import_service",
            "services.publishing.offer",
            "services.publishing.publish",
            "services.publishing.remove_service",
            "services.publishing.reset_to_shipped",
            "services.publishing.retire",
            "templates.versions.back_to_shipped",
            "templates.versions.keep_file",
            "templates.versions.take_up_again",
            "templates.taking_in.take_in",
            "office.users.add_user",
            "office.users.change_user",
            "office.users.set_password",
        )
    },
}
"""Whoever is not named is refused before anything is read."""

FOR_ALL = {
    "audit.trail.note_attachment_seen": "writes down one's own deed",
    "audit.trail.note_deed": "writes down one's own deed",
    "audit.trail.note_deeds": "writes down one's own deeds",
    "audit.trail.note_sign_in": "writes down one's own deed",
    "intake.attachments.attachments_of": "by division",
    "intake.attachments.page_of": "by division, papers only by who works, and told to the audit trail",
    "letters.case_papers.case_paper": "by division, and told to the audit trail",
    "office.counters.choice_of": "one's own",
    "office.counters.counter_choice": "one's own",
    "intake.earlier.past_of": "by division",
    "letters.files.file_letters": "by division; the files of letters that are made already",
    "letters.prints.kept_letters": "by division, and told to the audit trail",
    "letters.prints.letter_going_out": "by division, and told to the audit trail",
    "letters.making.draft_letter": "by division, and told to the audit trail",
    "letters.making.file_letter": "by division, and told to the audit trail",
    "requests.export.export_list": "by division, and told to the audit trail",
    "requests.lists.delete_filter": "one's own",
    "requests.lists.keep_layout": "one's own",
    "requests.lists.layout_of": "one's own",
    "requests.lists.rename_filter": "one's own",
    "requests.lists.save_filter": "one's own",
    "requests.lists.saved_filters": "one's own",
    "intake.drafts.discard_draft": "one's own",
    "intake.drafts.drafts_of": "one's own",
    "numbers.by_hand.foreseen": "the next number, which the agenda shows to everybody",
    "obligations.view.closed_reports": "by division",
    "obligations.view.due_reports": "by division",
    "intake.receipts.missing_papers_letter": "by division, and told to the audit trail",
    "intake.receipts.receipt": "by division, and told to the audit trail",
    "services.rehearsal.rehearse": "rolled back; only sample people",
    "review.deciding.decide": "by division and stage",
    "obligations.tickler.open_ticklers": "by division",
    "obligations.tickler.tickler_list": "by division",
    "office.users.change_own_password": "one's own, with the old one",
    "requests.view.view_request": "by division",
    "requests.waiting.figures": "by division",
    "requests.waiting.reminders_of": "by division",
    "requests.waiting.waiting_list": "by division",
}
"""Every role may, within what the note says."""

BUT_ADMIN = {
    "complaints.handling.complaint_list": "by division and to whom it was forwarded",
    "complaints.handling.seen_complaint": "by division and to whom it was forwarded",
    "people.knowing.view_institution": "numbers masked, applications by division",
    "people.knowing.view_person": "numbers masked, applications by division",
}
"""Every role but the one that only administers, within what the note says."""

INSIDE = {
    "intake.approval.exceptions_of",
    "intake.parties.keep_parties",
    "review.draft_versions.keep_drafts",
    "letters.making.make_letters",
    "numbers.parts.case_for",
    "numbers.parts.record",
    "services.drafts.keep_content",
    "requests.sight.refuse_unseen",
}
"""Parts of other use cases, in whose transaction they stand."""


BY_THE_MATTER = {
    "by the complaint, its division and its step (tests/db/test_usecases_complaints.py)": (
        "complaints.draft.complaint_draft",
        "complaints.draft.forget_complaint_draft",
        "complaints.entry.read_entry",
        "complaints.prints.complaint_receipt",
        "complaints.prints.complaint_register",
        "complaints.view.complaint_view",
        "complaints.handling.act",
        "complaints.handling.figures_for",
    ),
    "by the letter, who gave it to whom, and its confidence (tests/db/test_mail.py, test_dispositions.py)": (
        "mail.givers.givers",
        "mail.givers.givers_in",
        "mail.givers.readable_mail",
        "mail.tasks.mail_figures",
        "mail.tasks.my_tasks",
        "mail.tasks.tasks_waiting",
        "mail.dispositions.dispose",
        "mail.dispositions.finish",
        "mail.dispositions.reopen",
        "mail.dispositions.withdraw",
        "mail.intake.mail_origins",
        "mail.intake.tie_mail",
        "mail.prints.print_slip",
        "mail.registers.agenda_register",
        "mail.registers.disposition_register",
        "mail.registers.mail_registers",
        "mail.view.mail_list",
        "mail.view.view_mail",
        "mail.words.eyes_of",
    ),
    "by division and stage (tests/db/test_together.py, test_holds.py, test_draft_versions.py)": (
        "review.draft_versions.compare_versions",
        "review.draft_versions.draft_versions",
        "review.holds.held",
        "review.holds.hold",
        "review.holds.release",
        "review.own_intake.acting_roles",
        "review.own_intake.is_barred",
        "review.routing_slip.routing_slip",
        "review.together.approvable",
        "review.together.approve_together",
        "review.transfer.keep_transfer",
    ),
    "one's own choices": (
        "recaps.choices.keep_choices",
        "recaps.choices.keep_sending",
        "recaps.choices.recap_choices",
        "recaps.choices.sending_of",
        "registers.choices.keep_register_choices",
        "registers.choices.register_choices",
    ),
    "by division, masked for who only reads (tests/db/test_registers_office.py)": (
        "registers.workbook.register_workbook",
        "registers.books.expedition_register",
        "registers.books.minutes_register",
        "registers.books.outgoing_register",
        "registers.books.paper_registers",
        "registers.correcting.may_correct",
        "registers.reading.all_lines",
        "registers.reading.count_lines",
        "registers.reading.find_number",
        "registers.reading.line_of",
        "registers.reading.line_page",
        "registers.reading.refuse_reader",
        "registers.reading.register_lines",
        "registers.reading.sight_of",
        "registers.signers.signing_words",
        "registers.story.line_story",
        "registers.prints.print_register",
    ),
}
"""Whose rights depend on the matter itself, with the tests that hold them."""
MATTERS = {name for names in BY_THE_MATTER.values() for name in names}


class Reached(Exception):
    """A use case went past the question for the role."""


class Still:
    """An office that is reached by any touch."""

    def __getattr__(self, name: str) -> object:
        raise Reached(name)

    def __enter__(self) -> object:
        raise Reached("with")

    def __exit__(self, *_: object) -> None:
        raise AssertionError


def known_use_cases() -> Iterator[tuple[str, Callable[..., object]]]:
    """Every public function of the use cases that somebody does."""
    root = f"{usecases.__name__}."
    for module in pkgutil.walk_packages(usecases.__path__, root):
        loaded = importlib.import_module(module.name)
        for name, found in vars(loaded).items():
            own = inspect.isfunction(found) and found.__module__ == loaded.__name__
            if own and not name.startswith("_") and "actor" in inspect.signature(found).parameters:
                yield f"{module.name.removeprefix(root)}.{name}", found


USE_CASES = dict(known_use_cases())


def is_refused(work: Callable[..., object], *roles: Role) -> bool:
    """Whether somebody with these roles is turned away before anything is read."""
    actor = Actor(1, "contoh", "Contoh", "", frozenset(roles))
    given: dict[str, object] = {}
    for name, parameter in inspect.signature(work).parameters.items():
        if name == "actor":
            given[name] = actor
        elif parameter.default is parameter.empty:
            office = name in ("uow", "desk", "session", "ring", "store", "letters", "clock")
            given[name] = Still() if office else MagicMock()
    try:
        work(**given)
    except DeskError as error:
        return error.code == "tidak_berwenang"
    except (Reached, TypeError, AttributeError, ValueError):
        return False
    return False


@pytest.mark.parametrize("name", sorted(BY_ROLE))
def test_each_role_may_or_may_not(name: str) -> None:
    work = USE_CASES[name]
    refused = {role for role in Role if is_refused(work, role)}
    assert refused == ALL - BY_ROLE[name]
    assert is_refused(work)


def test_every_use_case_is_in_a_table() -> None:
    """A new one is put where it belongs: by role, for all with a reason, or inside another."""
    named = set(BY_ROLE) | set(FOR_ALL) | set(BUT_ADMIN) | INSIDE | MATTERS
    assert sorted(set(USE_CASES) - named) == []
    assert sorted(named - set(USE_CASES)) == []
    assert [name for name in FOR_ALL if is_refused(USE_CASES[name], PEMBACA)] == []


@pytest.mark.parametrize("name", sorted(BUT_ADMIN))
def test_who_only_administers_sees_nobody(name: str) -> None:
    assert {role for role in Role if is_refused(USE_CASES[name], role)} == {ADMIN}
    assert not is_refused(USE_CASES[name], ADMIN, PETUGAS)


def test_several_roles_may_what_each_may() -> None:
    for name, roles in BY_ROLE.items():
        assert not is_refused(USE_CASES[name], PEMBACA, next(iter(roles))), name


def test_who_only_reads_changes_nothing() -> None:
    assert [name for name, roles in BY_ROLE.items() if PEMBACA in roles] == []
