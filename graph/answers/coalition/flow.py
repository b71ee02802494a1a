"""The best coalition among a few candidates that hangs together, in one programme."""

from math import inf

import numpy as np
from scipy.sparse import block_array, coo_array, csr_array, hstack, identity

from graph.answers.coalition.connection import Connection
from graph.answers.coalition.pricing import Found, Sheet
from graph.answers.coalition.solver import Patience, Programme, counting
from graph.views.claims import Numbers


def hanging(
    sheet: Sheet,
    columns: Numbers,
    places: Numbers,
    connection: Connection,
    *,
    most: int,
    patience: Patience,
    share: float,
) -> Found:
    """
    The cheapest choice among *columns* of *sheet*, *most* of them, that hangs together.

    Every member receives one unit of a flow, which runs from member to member along
    ties. It enters the table at one member, or from the convenor at each member she is
    tied to (single-commodity flow: Gavish and Graves 1978, MIT OR 078-78).
    *places* are those of all columns of the sheet among the candidates.

    Where a - b - c are joined in a row and all three are members, three units enter at
    a. Two of them go on to b and one to c; without b none could reach c.
    """
    size = len(columns)
    ties = coo_array(connection.joined[places[columns]][:, places[columns]])
    tails, heads = ties.coords
    arcs = np.arange(len(heads))
    into = csr_array((np.ones(len(arcs)), (heads, arcs)), shape=(size, len(arcs)))
    out_of = csr_array((np.ones(len(arcs)), (tails, arcs)), shape=(size, len(arcs)))
    one, none = csr_array(identity(size)), csr_array((size, 1))
    entry = np.ones(size) if connection.root is None else connection.beside_root(places[columns])
    rows: list[list[csr_array | None]] = [
        [counting(sheet.rows[:, columns], sheet.each), None, None, None],
        [csr_array(hstack([-one, none])), None, one, csr_array(into - out_of)],
        [csr_array(hstack([-most * one, none])), None, one, into],
        [None, csr_array(-most * one), one, None],
        [None, csr_array(np.ones((1, size))), None, None],
    ]
    matrix = block_array(rows, format="csr")
    still = np.zeros(size)
    programme = Programme(
        costs=np.concatenate([sheet.costs[columns], np.zeros(1 + 2 * size + len(arcs))]),
        upper=np.concatenate(
            [np.ones(size), [size], entry, np.full(size + len(arcs), float(most))]
        ),
        matrix=csr_array(matrix),
        low=np.concatenate([sheet.low, [0], still, np.full(2 * size + 1, -inf)]),
        high=np.concatenate(
            [sheet.high, [0], still, still, still, [1 if connection.root is None else size]]
        ),
        continuous=size + len(arcs),
    )
    solution = patience.solved(programme, share=share)
    if solution.values is None:
        return Found(chosen=None, cost=inf, bound=solution.bound)
    chosen = columns[solution.values[:size] > 0]
    return Found(chosen=chosen, cost=solution.cost, bound=solution.bound)
