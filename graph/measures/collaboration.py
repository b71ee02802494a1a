"""Which stakeholders of a View work together, and what is known of each."""

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
from scipy.sparse import csr_array

from graph.domain.vocabulary import UNKNOWN_KIND
from graph.measures.evidence import THROUGH, evidence
from graph.views.claims import Numbers
from graph.views.view import KINDS, View

#: An event of more participants than this makes no two of them partners.
CROWD = 200
#: The families of ties that make the two at their ends partners.
FAMILIES = ("alliance", "money", "structure")
#: The most activities and events that are cited for two who are partners by them.
TABLES = 3
#: So few rows are faster to pick one by one than all at once.
FEW = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Fabric:
    """
    The network of partners in a View, and what is known of each stakeholder.

    - `direct` marks the ties that make two stakeholders partners (alliance, money,
      structure), `seated` those that are parts in activities and events, and `seats`
      who has a part in which.
    - `partners` is a symmetric matrix of zeros and ones: joined by a direct tie, or by
      a part in the same activity or event. `degrees` counts partners, and `telling`
      is 1 by their number.
    - `activity` counts direct ties and parts in activities; `standing` is that on a
      logarithmic scale, 1 for the busiest.
    - `values` marks which themes, places and kinds are known of each stakeholder, `holders` is the
      same by value, and `rarity` says how telling each is. `company` counts, a row for
      each value, how many partners of a stakeholder have it.
    - `labels` are the highest of all that is known of a stakeholder, `lineage` is the
      highest of what says which themes and places are part of which.
    - `order` is the place of each node, and after them of each kind, when equal ones
      are put in the order of their ids.
    """

    direct: Numbers
    seated: Numbers
    seats: csr_array
    partners: csr_array
    degrees: Numbers
    telling: Numbers
    activity: Numbers
    standing: Numbers
    values: csr_array
    holders: csr_array
    rarity: Numbers
    company: csr_array
    labels: Numbers
    lineage: int
    order: Numbers


_KNOWN: WeakKeyDictionary[View, Fabric] = WeakKeyDictionary()


def fabric(view: View) -> Fabric:
    """The fabric of *view*, woven once for each View."""
    if view not in _KNOWN:
        _KNOWN[view] = _weave(view)
    return _KNOWN[view]


def ones_of(matrix: csr_array, row: int) -> Numbers:
    """The columns in which *row* of a matrix of zeros and ones has a one."""
    columns: Numbers = matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]]
    return columns


def rows_of(matrix: csr_array, rows: Numbers) -> tuple[Numbers, Numbers]:
    """The columns in which any of *rows* has a one, row after row, and how many each row has."""
    first, last = matrix.indptr[rows], matrix.indptr[rows + 1]
    counts = last - first
    if len(rows) < FEW:
        spans = zip(first.tolist(), last.tolist(), strict=True)
        pieces = [matrix.indices[begin:end] for begin, end in spans]
        return (np.concatenate(pieces) if pieces else matrix.indices[:0]), counts
    ahead = np.repeat(np.cumsum(counts) - counts, counts)
    places = np.repeat(first, counts) + np.arange(counts.sum()) - ahead
    return matrix.indices[places], counts


def bonds(view: View, one: int, other: int) -> list[int]:
    """
    Places of the ties that make two stakeholders partners.

    These are the ties between them; where there are none, their parts in the first
    few of the activities and events that they share.
    """
    woven = fabric(view)
    mine, theirs = view.ties_of(one), view.ties_of(other)
    near, far = (mine, other) if len(mine) <= len(theirs) else (theirs, one)
    between = near[(view.starts[near] == far) | (view.ends[near] == far)]
    direct: list[int] = between[woven.direct[between]].tolist()
    if direct:
        return direct
    tables = np.intersect1d(ones_of(woven.seats, one), ones_of(woven.seats, other)).tolist()
    chosen = sorted(tables, key=lambda table: view.ids[table])[:TABLES]
    return [
        int(place)
        for table in chosen
        for ties in (mine, theirs)
        for place in ties[(view.ends[ties] == table) & woven.seated[ties]]
    ]


def _weave(view: View) -> Fabric:
    size = len(view)
    is_direct, is_seat = _is_direct(view), _is_seat(view)
    direct, seated = np.flatnonzero(is_direct), np.flatnonzero(is_seat)
    seats = _zeros_and_ones(view.starts[seated], view.ends[seated], (size, size))
    shared = _pairs(seats)
    left = np.concatenate([view.starts[direct], view.ends[direct], shared[0]])
    right = np.concatenate([view.ends[direct], view.starts[direct], shared[1]])
    partners = _zeros_and_ones(left, right, (size, size))
    activity = np.bincount(view.starts[direct], minlength=size)
    activity += np.bincount(view.ends[direct], minlength=size) + np.diff(seats.indptr)
    values = _values(view)
    holders, degrees = values.T.tocsr(), np.diff(partners.indptr)
    return Fabric(
        direct=is_direct,
        seated=is_seat,
        seats=seats,
        partners=partners,
        degrees=degrees,
        telling=1 / np.maximum(degrees, 1),
        activity=activity,
        standing=np.log1p(activity) / np.log1p(activity.max(initial=1)),
        values=values,
        holders=holders,
        rarity=_rarity(values, int(view.acting.sum())),
        company=(holders @ partners).astype(np.float32),
        labels=_labels(view),
        lineage=_lineage(view),
        order=_order(view),
    )


def _is_direct(view: View) -> Numbers:
    acting = np.logical_and(view.acting[view.starts], view.acting[view.ends])
    return np.logical_and(acting, view.of_family(*FAMILIES))


def _is_seat(view: View) -> Numbers:
    parts = np.logical_and(view.acting[view.starts], ~view.acting[view.ends])
    return np.logical_and(parts, view.of_kinds(*THROUGH))


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
    # That two are of unknown kind is nothing that they have in common.
    told = np.flatnonzero(view.acting & (view.kinds != KINDS.index(UNKNOWN_KIND)))
    kinds = len(view) + view.kinds[told].astype(np.int64)
    node = np.concatenate([rows.node, told])
    value = np.concatenate([rows.context.astype(np.int64), kinds])
    return _zeros_and_ones(node, value, (len(view), len(view) + len(KINDS)))


def _zeros_and_ones(rows: Numbers, columns: Numbers, shape: tuple[int, int]) -> csr_array:
    """A sparse matrix with a one wherever a pair is given, however often."""
    pairs = (rows.astype(np.int32), columns.astype(np.int32))
    matrix = csr_array((np.ones(len(rows)), pairs), shape=shape)
    matrix.sum_duplicates()
    matrix.data[:] = 1
    return matrix


def _rarity(values: csr_array, stakeholders: int) -> Numbers:
    """
    How telling each value is: ln((stakeholders + 1) / (holders + 1)), one holder left out.

    The one left out is the candidate who is looked at. So learning a value of it
    never makes that value less telling, and more evidence never lowers a score.
    """
    others = np.maximum(np.bincount(values.indices, minlength=values.shape[1]) - 1, 0)
    rarity: Numbers = np.log((stakeholders + 1) / (others + 1))
    return rarity


def _labels(view: View) -> Numbers:
    """The highest label of each node, its ties and what these lead to."""
    rows = evidence(view)
    labels = view.labels.copy()
    np.maximum.at(labels, view.starts, view.tie_labels)
    np.maximum.at(labels, view.ends, view.tie_labels)
    onward = rows.then >= 0
    np.maximum.at(labels, rows.node[onward], view.tie_labels[rows.then[onward]])
    return labels


def _lineage(view: View) -> int:
    contexts = ~(view.acting[view.starts] | view.acting[view.ends])
    return int(view.tie_labels[contexts & view.of_kinds("part_of")].max(initial=0))


def _order(view: View) -> Numbers:
    order = np.arange(len(view) + len(KINDS))
    order[sorted(range(len(view)), key=view.ids.__getitem__)] = np.arange(len(view))
    return order
