"""Who signs and who initialled, as letters print them."""

from typing import Any

from dinsos_desk.catalog.schema import Product
from dinsos_desk.db.repositories.office import IN_NAME_OF, Signatory
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.conditions import applies
from dinsos_desk.domain.routing import Action, StageKind
from dinsos_desk.usecases.requests.cases import Case

Words = dict[str, Any]


def signer_words(signer: Signatory | None, post: str) -> Words:
    """The signature block; without a holder only the post, for drafts and registers.

    Permendagri 1/2023: a.n. stands before the post in whose name one signs, the signer's own post below; u.b.
    on a line of its own between the post that was given the mandate and the signer's.
    """
    if signer is None:
        post = post.replace("_", " ").upper()
        return {"jabatan": [post] if post else [], "nama": "", "pangkat": "", "nip": ""}
    lines = [line.strip() for line in signer.title.splitlines() if line.strip()]
    if signer.kind in IN_NAME_OF:
        between = ["u.b."] if signer.kind == "ub" else []
        lines = [f"a.n. {signer.mandator}", *lines[:-1], *between, lines[-1]]
    else:
        lines[0] = {"plt": "Plt. ", "plh": "Plh. "}.get(signer.kind, "") + lines[0]
    lines[-1] = lines[-1].rstrip(",") + ","
    return {
        "jabatan": lines,
        "nama": signer.name,
        "pangkat": signer.rank,
        "nip": signer.nip,
    }


def initials(uow: UnitOfWork, case: Case, product: Product) -> list[Words]:
    """The paraf box: every review stage before the signature of this document, in order of the route."""
    route = case.service.route
    made = next((stage for stage in route.stages if product.code in stage.products), route.stages[0])
    return [
        {
            "jabatan": stage.post or stage.name,
            "nama": uow.users.get(step.user_id).name if step.on_paper is None else "paraf di atas kertas",
            "tanggal": f"{step.on_paper or step.at:%d/%m/%Y}",
        }
        for stage in route.signing_round(made.code)
        if stage.kind is StageKind.REVIEW
        and (step := case.stands.get(stage.code)) is not None
        and step.action == Action.APPROVE
        and applies(stage.when, case.facts(case.row.received_at.date()))
    ]
