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
    "attachments.attach": {PETUGAS, OPERATOR},
    "attachments.turn": {PETUGAS, OPERATOR},
    "attachments.move_to": {PETUGAS, OPERATOR},
    "attachments.take_away": {PETUGAS, OPERATOR},
    "audit.trail": OVERSEERS,
    "audit.known_users": OVERSEERS,
    "audit_print.print_trail": OVERSEERS,
    "audit_print.export_trail": OVERSEERS,
    "clock.set_clock_right": WORKERS | {ADMIN},
    "complaint_draft.keep_complaint_draft": WORKERS,
    "complaints.correct_complaint": WORKERS,
    "complaints.correct_step": WORKERS,
    "complaints.receive_complaint": WORKERS,
    "counters.keep_counter_choice": {PETUGAS},
    "lateness.explain_lateness": WORKERS,
    "mail.cancel_mail": CLERKS,
    "mail.correct_mail": CLERKS,
    "mail.enter_mail": CLERKS,
    "mail_intake.begin_from_mail": {PETUGAS},
    "merging.compare": {PETUGAS},
    "merging.merge": {PETUGAS},
    "merging.undo_merge": {PETUGAS},
    "merging.keep_apart": {PETUGAS},
    "number_changes.reserve": KEEPERS,
    "number_changes.end_range": KEEPERS,
    "number_changes.cancel_number": KEEPERS,
    "number_changes.correct_number": KEEPERS,
    "numbers.enter_outside": KEEPERS,
    "numbers.insert_between": KEEPERS,
    "people.form_of": {PETUGAS},
    "people.correct": {PETUGAS},
    "periodic.drop_report": WORKERS,
    "periodic.record_report": WORKERS,
    "periodic.withdraw_report": WORKERS,
    "queue.take_ticket": {PETUGAS},
    "queue.call_next": {PETUGAS},
    "queue.recall": {PETUGAS},
    "queue.call_again": {PETUGAS},
    "queue.put_back": {PETUGAS},
    "queue.mark_absent": {PETUGAS},
    "queue.cancel_ticket": {PETUGAS},
    "queue.restore_ticket": {PETUGAS},
    "queue.serve": {PETUGAS},
    "queue.finish": {PETUGAS},
    "queue.resume": {PETUGAS},
    "recap_layouts.keep_layout": OVERSEERS,
    "recap_layouts.take_out": OVERSEERS,
    "recap_layouts.take_up_again": OVERSEERS,
    "refusals.refusal_letter": WORKERS,
    "register_corrections.correct_line": WORKERS,
    "register_signers.set_signers": OVERSEERS,
    "register_slip.print_expedition_slip": WORKERS,
    "shown.identity_numbers": WORKERS,
    "shown.looks": OVERSEERS,
    "shown.lookers": OVERSEERS,
    "intake.keep_draft": {PETUGAS},
    "submit.submit": {PETUGAS},
    "tickler.add_tickler": WORKERS,
    "tickler.close_tickler": WORKERS,
    "tickler.reopen_tickler": WORKERS,
    "waiting.remind": {PETUGAS, KASI},
    "waiting.close_waiting": {PETUGAS, KASI},
    **{
        name: {ADMIN}
        for name in (
            "front_desk.change_front_desk",
            "front_desk.change_mail_desk",
            "number_series.keep_series",
            "number_series.remove_series",
            "office.change_office",
            "office.keep_closures",
            "office.offer_services",
            "office_file.export_office",
            "office_import.take_over",
            "officials.keep_official",
            "officials.remove_official",
            "posts.keep_post",
            "posts.remove_post",
            "safety.change_safety",
            "service_drafts.copy_service",
            "service_drafts.discard_draft",
            "service_drafts.keep_draft",
            "service_drafts.new_draft",
            "service_drafts.open_draft",
            "service_files.import_service",
            "services.offer",
            "services.publish",
            "services.remove_service",
            "services.reset_to_shipped",
            "services.retire",
            "template_versions.back_to_shipped",
            "template_versions.keep_file",
            "template_versions.take_up_again",
            "templates.add_template",
            "users.add_user",
            "users.change_user",
            "users.set_password",
        )
    },
}
"""Whoever is not named is refused before anything is read."""

FOR_ALL = {
    "audit.note_attachment_seen": "writes down one's own deed",
    "audit.note_deed": "writes down one's own deed",
    "audit.note_sign_in": "writes down one's own deed",
    "attachments.attachments_of": "by division",
    "attachments.page_of": "by division, papers only by who works, and told to the audit trail",
    "case_papers.case_paper": "by division, and told to the audit trail",
    "counters.choice_of": "one's own",
    "counters.counter_choice": "one's own",
    "earlier.past_of": "by division",
    "letter_files.file_letters": "by division; the files of letters that are made already",
    "letter_prints.kept_letters": "by division, and told to the audit trail",
    "letter_prints.letter_to_print": "by division, and told to the audit trail",
    "letters.draft_letter": "by division, and told to the audit trail",
    "letters.file_letter": "by division, and told to the audit trail",
    "list_export.export_list": "by division, and told to the audit trail",
    "lists.delete_filter": "one's own",
    "lists.keep_layout": "one's own",
    "lists.layout_of": "one's own",
    "lists.rename_filter": "one's own",
    "lists.save_filter": "one's own",
    "lists.saved_filters": "one's own",
    "intake.discard_draft": "one's own",
    "intake.drafts_of": "one's own",
    "numbers.foreseen": "the next number, which the agenda shows to everybody",
    "periodic_view.closed_reports": "by division",
    "periodic_view.due_reports": "by division",
    "receipts.missing_papers_letter": "by division, and told to the audit trail",
    "receipts.receipt": "by division, and told to the audit trail",
    "rehearsal.rehearse": "rolled back; only sample people",
    "review.decide": "by division and stage",
    "tickler.open_ticklers": "by division",
    "tickler.tickler_list": "by division",
    "users.change_own_password": "one's own, with the old one",
    "view.view_request": "by division",
    "waiting.figures": "by division",
    "waiting.reminders_of": "by division",
    "waiting.waiting_list": "by division",
}
"""Every role may, within what the note says."""

BUT_ADMIN = {
    "complaints.complaint_list": "by division and to whom it was forwarded",
    "complaints.seen_complaint": "by division and to whom it was forwarded",
    "people.view_institution": "numbers masked, applications by division",
    "people.view_person": "numbers masked, applications by division",
}
"""Every role but the one that only administers, within what the note says."""

INSIDE = {
    "approval.exceptions_of",
    "draft_versions.keep_drafts",
    "letters.make_letters",
    "number_parts.case_for",
    "number_parts.record",
    "service_drafts.keep_content",
    "sight.refuse_unseen",
}
"""Parts of other use cases, in whose transaction they stand."""


BY_THE_MATTER = {
    "by the complaint, its division and its step (tests/db/test_usecases_complaints.py)": (
        "complaint_draft.complaint_draft",
        "complaint_draft.forget_complaint_draft",
        "complaint_entry.read_entry",
        "complaint_prints.complaint_receipt",
        "complaint_prints.complaint_register",
        "complaint_view.complaint_view",
        "complaints.act",
        "complaints.figures_for",
    ),
    "by the letter, who gave it to whom, and its confidence (tests/db/test_mail.py, test_dispositions.py)": (
        "disposition_givers.givers",
        "disposition_givers.givers_in",
        "disposition_givers.readable_mail",
        "disposition_tasks.mail_figures",
        "disposition_tasks.my_tasks",
        "disposition_tasks.tasks_waiting",
        "dispositions.dispose",
        "dispositions.finish",
        "dispositions.reopen",
        "dispositions.withdraw",
        "mail_intake.mail_origins",
        "mail_intake.tie_mail",
        "mail_print.print_slip",
        "mail_registers.agenda_register",
        "mail_registers.disposition_register",
        "mail_registers.mail_registers",
        "mail_view.mail_list",
        "mail_view.view_mail",
        "mail_words.eyes_of",
    ),
    "by division and stage (tests/db/test_together.py, test_holds.py, test_draft_versions.py)": (
        "draft_versions.compare_versions",
        "draft_versions.draft_versions",
        "holds.held",
        "holds.hold",
        "holds.release",
        "own_intake.acting_roles",
        "own_intake.is_barred",
        "routing_slip.routing_slip",
        "together.approvable",
        "together.approve_together",
        "transfer.keep_transfer",
    ),
    "one's own choices": (
        "recap_choices.keep_choices",
        "recap_choices.keep_sending",
        "recap_choices.recap_choices",
        "recap_choices.sending_of",
        "register_choices.keep_register_choices",
        "register_choices.register_choices",
    ),
    "by division, masked for who only reads (tests/db/test_registers_office.py)": (
        "register_book.register_workbook",
        "register_books.expedition_register",
        "register_books.minutes_register",
        "register_books.outgoing_register",
        "register_books.paper_registers",
        "register_corrections.may_correct",
        "register_reading.all_lines",
        "register_reading.count_lines",
        "register_reading.find_number",
        "register_reading.line_of",
        "register_reading.line_page",
        "register_reading.refuse_reader",
        "register_reading.register_lines",
        "register_reading.sight_of",
        "register_signers.signing_words",
        "register_story.line_story",
        "registers.print_register",
    ),
    "looked at first, then kept by template_versions.keep_file": ("template_import.take_in",),
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
    for module in pkgutil.iter_modules(usecases.__path__):
        loaded = importlib.import_module(f"{usecases.__name__}.{module.name}")
        for name, found in vars(loaded).items():
            own = inspect.isfunction(found) and found.__module__ == loaded.__name__
            if own and not name.startswith("_") and "actor" in inspect.signature(found).parameters:
                yield f"{module.name}.{name}", found


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
