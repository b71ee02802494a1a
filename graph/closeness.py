"""Who works with whom, and how near two stakeholders are in that network."""

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
from scipy.sparse import csr_array

from graph.claims import Numbers
from graph.evidence import THROUGH, evidence
from graph.view import KINDS, View

#: An event of more participants than this makes no two of them partners.
CROWD = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Fabric:
    """
    The network of partners in a View, and what is known of each stakeholder.

    `partners` is a symmetric matrix of zeros and ones: joined by a tie of alliance or
    money, or by a part in the same activity or event. `degrees` counts partners,
    `activity` direct ties and parts in activities. `values` marks which themes,
    places and kinds are known of whom; `holders` counts who has each.
    """

    partners: csr_array
    degrees: Numbers
    activity: Numbers
    values: csr_array
    holders: Numbers


_KNOWN: WeakKeyDictionary[View, Fabric] = WeakKeyDictionary()


def fabric(view: View) -> Fabric:
    """The fabric of *view*, woven once for each View."""
    if view not in _KNOWN:
        _KNOWN[view] = _weave(view)
    return _KNOWN[view]


def _weave(view: View) -> Fabric:
    size = len(view)
    acting = view.acting[view.starts] & view.acting[view.ends]
    direct = np.flatnonzero(acting & view.of_family("alliance", "money", "structure"))
    seats = _seats(view)
    shared = _pairs(seats)
    left = np.concatenate([view.starts[direct], view.ends[direct], shared[0]])
    right = np.concatenate([view.ends[direct], view.starts[direct], shared[1]])
    partners = _zeros_and_ones(left, right, (size, size))
    activity = np.bincount(view.starts[direct], minlength=size)
    activity += np.bincount(view.ends[direct], minlength=size) + np.diff(seats.indptr)
    values = _values(view)
    return Fabric(
        partners=partners,
        degrees=np.diff(partners.indptr),
        activity=activity,
        values=values,
        holders=np.bincount(values.indices, minlength=values.shape[1]),
    )


def _seats(view: View) -> csr_array:
    """Which stakeholder has a part in which activity or event."""
    parts = view.of_kinds(*THROUGH) & view.acting[view.starts] & ~view.acting[view.ends]
    ties = np.flatnonzero(parts)
    return _zeros_and_ones(view.starts[ties], view.ends[ties], (len(view), len(view)))


def _pairs(seats: csr_array) -> tuple[Numbers, Numbers]:
    """Every two who have a part in the same activity or event, crowds left out."""
    tables = seats.T.tocsr()
    sizes = np.diff(tables.indptr)
    tables = tables[np.flatnonzero((sizes > 1) & (sizes <= CROWD))]
    together = (tables.T @ tables).tocoo()
    apart = together.row != together.col
    return together.row[apart], together.col[apart]


def _values(view: View) -> csr_array:
    """Which themes, places and kind are known of which stakeholder."""
    rows = evidence(view)
    acting = np.flatnonzero(view.acting)
    kinds = len(view) + view.kinds[acting].astype(np.int64)
    node = np.concatenate([rows.node, acting])
    value = np.concatenate([rows.context.astype(np.int64), kinds])
    return _zeros_and_ones(node, value, (len(view), len(view) + len(KINDS)))


def _zeros_and_ones(rows: Numbers, columns: Numbers, shape: tuple[int, int]) -> csr_array:
    """A sparse matrix with a one wherever a pair is given, however often."""
    matrix = csr_array((np.ones(len(rows), np.float32), (rows, columns)), shape=shape)
    matrix.sum_duplicates()
    matrix.data[:] = 1
    return matrix


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearness:
    """
    How near each stakeholder is to who asks, in the raw values of six parts.

    See `docs/partners.md` for the formula; columns are as long as the View.
    """

    shared: Numbers
    beyond: Numbers
    like_yours: Numbers
    like_you: Numbers
    peers: Numbers
    in_common: Numbers


def nearness(view: View, asker: int) -> Nearness:
    """
    Raw nearness to *asker* of everybody in *view*.

    - `shared`: sum over partners in common of 1 / (how many partners each has)
      (resource allocation: Zhou, Lü, Zhang 2009).
    - `beyond`: the same over pairs of partners, for paths of three ties.
    - `like_yours`: the values a candidate shares with the asker's partners, weighed by
      how rare each is and by how many of those partners have it.
    - `like_you`: how many of the asker's values the candidate's partners have, on
      the average of these.
    - `peers`: how many partners the candidate has that are like the asker.
    - `in_common`: the values both have, weighed by how rare each is.
    """
    woven = fabric(view)
    partners, degrees = woven.partners, np.maximum(woven.degrees, 1).astype(np.float32)
    ours = _row(partners, asker)
    mine = _row(woven.values, asker)
    near = np.zeros(len(view), np.float32)
    near[ours] = 1 / degrees[ours]
    wanted = np.zeros(woven.values.shape[1], np.float32)
    wanted[mine] = 1 / max(len(mine), 1)
    alike = woven.values @ wanted
    two = partners @ np.column_stack([near, alike])
    shared = two[:, 0]
    onward = shared / degrees
    onward[asker] = 0
    rare = _rarity(woven, len(view))
    profile: Numbers = np.zeros(woven.values.shape[1], np.float32)
    if len(ours):
        profile = np.asarray(woven.values[ours].sum(axis=0)).ravel() / (len(ours) + 2)
    held = np.zeros(woven.values.shape[1], np.float32)
    held[mine] = rare[mine]
    both = woven.values @ np.column_stack([rare * profile, held])
    return Nearness(
        shared=shared,
        beyond=partners @ onward,
        like_yours=both[:, 0],
        like_you=two[:, 1] / degrees,
        peers=np.log1p(two[:, 1]),
        in_common=both[:, 1],
    )


def _row(matrix: csr_array, row: int) -> Numbers:
    """The columns in which *row* has a one."""
    columns: Numbers = matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]]
    return columns


def _rarity(woven: Fabric, size: int) -> Numbers:
    """
    How telling each value is: ln((n + 1) / (holders + 1)), the candidate left out.

    Leaving the candidate out means that learning a value of it never makes that
    value less telling, so that more evidence never lowers a score.
    """
    others = np.maximum(woven.holders - 1, 0)
    rarity: Numbers = np.log((size + 1) / (others + 1)).astype(np.float32)
    return rarity
