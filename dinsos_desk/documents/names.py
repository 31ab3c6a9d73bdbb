"""Which values a template asks for."""

from collections.abc import Mapping

from jinja2 import meta, nodes


def dotted_names(tree: nodes.Template) -> set[str]:
    """Every value the template takes from outside, with its path: ``kantor.nama``, ``berkas``.

    What a loop names inside itself (``b`` in ``for b in berkas``) is not among them, nor what the template
    does without when it is not there (``isian.keperluan is defined``).
    """
    outside = meta.find_undeclared_variables(tree)
    inside = {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"}
    found: set[str] = set()
    _collect(tree, outside - inside, found)
    spare = _spare(tree)
    return {path for path in found if not _spared(path, spare)}


def _spare(tree: nodes.Template) -> set[str]:
    """The paths that a template asks whether they are there, or has something instead of."""
    asked = [test.node for test in tree.find_all(nodes.Test) if test.name in ("defined", "undefined")]
    instead = [one.node for one in tree.find_all(nodes.Filter) if one.name in ("default", "d") and one.node]
    return {".".join(path) for node in (*asked, *instead) if len(path := chain(node)) > 1}


def _spared(path: str, spare: set[str]) -> bool:
    return any(path == known or path.startswith(f"{known}.") for known in spare)


def _collect(node: nodes.Node, outside: set[str], found: set[str]) -> None:
    path = chain(node)
    if path:
        if path[0] in outside:
            found.add(".".join(path))
        return
    for child in node.iter_child_nodes():
        _collect(child, outside, found)


def chain(node: nodes.Node) -> tuple[str, ...]:
    """The names of a chain such as ``a.b['c']``; empty for anything else."""
    if isinstance(node, nodes.Name):
        return (node.name,)
    if isinstance(node, nodes.Getattr):
        before = chain(node.node)
        return (*before, node.attr) if before else ()
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        before = chain(node.node)
        return (*before, str(node.arg.value)) if before and isinstance(node.arg.value, str) else ()
    return ()


def first_unknown(names: frozenset[str], context: Mapping[str, object]) -> str:
    """The first name, in order of the alphabet, that ``context`` does not hold; empty when all are there."""
    for name in sorted(names):
        value: object = context
        for step in name.split("."):
            if not isinstance(value, Mapping):
                break
            if step not in value:
                if step in ("items", "keys", "values", "get"):
                    break
                return name
            value = value[step]
    return ""
