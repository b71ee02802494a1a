"""Mixed-integer programmes, solved by HiGHS in a way that can be repeated."""

from dataclasses import dataclass
from math import ceil, inf

import highspy
import numpy as np
from scipy.sparse import csc_array, csr_array, hstack, vstack

from graph.views.claims import Numbers

#: HiGHS is held to one thread and one seed, so that the same programme gives the same answer.
OPTIONS: dict[str, bool | int | float | str] = {
    "output_flag": False,
    "threads": 1,
    "random_seed": 0,
    "mip_rel_gap": 0.0,
}
#: What rounding may take from a bound.
SLIP = 1e-6


@dataclass(frozen=True, kw_only=True, eq=False)
class Programme:
    """
    Least costs * x, such that low <= matrix * x <= high and 0 <= x <= upper.

    All x but the last few that are `continuous` are whole numbers where `whole`. What
    they cost is a whole number then, so that the best is proven once the bound is less
    than one below it.
    """

    costs: Numbers
    upper: Numbers
    matrix: csr_array
    low: Numbers
    high: Numbers
    whole: bool = True
    continuous: int = 0


def counting(matrix: csr_array, each: Numbers) -> csr_array:
    """
    *matrix* with a last column for the sum of all others, times *each*, and a last row for it.

    The last row, which has to be 0, makes the last column that sum. So a share of all
    members is a sparse row: that holders, counted twice, are no fewer than all chosen.

    >>> counting(csr_array(np.array([[2, 0, 2]])), np.array([-1])).toarray().tolist()
    [[2, 0, 2, -1], [1, 1, 1, -1]]
    """
    last = np.append(np.ones(matrix.shape[1], np.int64), -1)[None, :]
    wide = hstack([matrix, csr_array(each[:, None])])
    return csr_array(vstack([wide, csr_array(last)]))


@dataclass(frozen=True, kw_only=True, eq=False)
class Solution:
    """
    What the solver found, None if nothing; `bound` is what no solution can go below.

    The bound is infinite when it is proven that there is no solution. `duals` are
    those of the rows, where x need not be whole.
    """

    values: Numbers | None
    cost: float
    bound: float
    duals: Numbers

    @property
    def proven(self) -> bool:
        """Whether nothing better can be."""
        return self.bound >= self.cost


class Patience:
    """How many seconds of the solver's own time are left for a question."""

    def __init__(self, seconds: float) -> None:
        self.left = seconds

    @property
    def ended(self) -> bool:
        """Whether there is no time left."""
        return self.left <= 0

    def solved(self, programme: Programme, *, share: float = 1.0) -> Solution:
        """Solve *programme* in a *share* of what time is left."""
        if self.ended:
            return Solution(values=None, cost=inf, bound=-inf, duals=np.zeros(0))
        if not len(programme.costs):
            return _nothing_to_choose(programme)
        highs = _loaded(programme)
        highs.setOptionValue("time_limit", self.left * share)
        highs.run()
        self.left -= highs.getRunTime()
        return _read(highs, programme)


def _nothing_to_choose(programme: Programme) -> Solution:
    kept = bool(((programme.low <= 0) & (programme.high >= 0)).all())
    return Solution(
        values=np.zeros(0, np.int64) if kept else None,
        cost=0 if kept else inf,
        bound=0 if kept else inf,
        duals=np.zeros(len(programme.low)),
    )


def _loaded(programme: Programme) -> highspy.Highs:
    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    for name, value in OPTIONS.items():
        highs.setOptionValue(name, value)
    highs.setOptionValue("mip_abs_gap", 1 - SLIP)
    columns, size = csc_array(programme.matrix), len(programme.costs)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = size, len(programme.low)
    lp.col_cost_ = programme.costs.astype(np.float64)
    lp.col_lower_, lp.col_upper_ = np.zeros(size), programme.upper.astype(np.float64)
    lp.row_lower_, lp.row_upper_ = programme.low, programme.high
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = columns.indptr.astype(np.int32)
    lp.a_matrix_.index_ = columns.indices.astype(np.int32)
    lp.a_matrix_.value_ = columns.data.astype(np.float64)
    if programme.whole:
        lp.integrality_ = [highspy.HighsVarType.kInteger] * (size - programme.continuous)
        lp.integrality_ += [highspy.HighsVarType.kContinuous] * programme.continuous
    highs.passModel(lp)
    return highs


def _read(highs: highspy.Highs, programme: Programme) -> Solution:
    status, info = highs.getModelStatus(), highs.getInfo()
    found = highs.getSolution()
    none = np.zeros(0)
    if status in (
        highspy.HighsModelStatus.kInfeasible,
        highspy.HighsModelStatus.kUnboundedOrInfeasible,
    ):
        return Solution(values=None, cost=inf, bound=inf, duals=none)
    if not programme.whole:
        done = status == highspy.HighsModelStatus.kOptimal
        values = np.array(found.col_value) if done else None
        return Solution(values=values, cost=inf, bound=-inf, duals=np.array(found.row_dual))
    bound = ceil(info.mip_dual_bound - SLIP) if np.isfinite(info.mip_dual_bound) else -inf
    values = np.rint(np.array(found.col_value)).astype(np.int64)
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return Solution(values=None, cost=inf, bound=bound, duals=none)
    cost = int(programme.costs @ values)
    best = status == highspy.HighsModelStatus.kOptimal
    return Solution(values=values, cost=cost, bound=cost if best else bound, duals=none)
