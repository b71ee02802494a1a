"""What votes were on: topics as the papers have them, each weighed by hand."""

import pytest

from ingest.ecosoc.motions import AGAINST, FOR, UNKNOWN, Motion, motion

REJECT = "the Committee decided to recommend not granting consultative status to the organization "


@pytest.mark.parametrize(
    ("topic", "outcome", "votes", "name", "effect"),
    [
        pytest.param("KAS", "against", (5, 10), "KAS", FOR, id="a bare name is an application"),
        pytest.param("ILGA", "rejected", (7, 7), "ILGA", UNKNOWN, id="or a proposal, if rejected"),
        pytest.param(
            "Application not recommended Freedom Now",
            "against",
            (4, 11),
            "Freedom Now",
            UNKNOWN,
            id="or under a heading",
        ),
        pytest.param(
            "Allied Rainbow: non-governmental organization was recommended for consultative status",
            "in favor",
            (7, 6),
            "Allied Rainbow",
            FOR,
            id="granted by the majority",
        ),
        pytest.param(
            f"Explanations of vote before the vote: {REJECT}Coalition gaie.",
            "against",
            (6, 8),
            "Coalition gaie",
            FOR,
            id="decided against by the majority",
        ),
        pytest.param(
            "decided to reject the application for consultative status of the organization ILGA.",
            "rejected",
            (9, 7),
            "ILGA",
            AGAINST,
            id="decided against by those in favour",
        ),
        pytest.param(f"{REJECT}Us", "rejected", (7, 7), "Us", UNKNOWN, id="a tie decides nothing"),
        pytest.param(
            "The proposal by the Sudan to recommend the withdrawal of the consultative status of "
            "the organization Ma’arij (special, 2010) was adopted",
            "adopted",
            (11, 1),
            "Ma’arij",
            AGAINST,
            id="to withdraw status",
        ),
        pytest.param(
            "African Tech, Withdrawal of the consultative status from the organization",
            "in favor",
            (13, 5),
            "African Tech",
            AGAINST,
            id="withdrawal behind a name",
        ),
        pytest.param(
            "the Committee rejected the proposal to close consideration of the application for "
            "consultative status of the non-governmental organization Swedish Federation,",
            "rejected",
            (7, 7),
            "Swedish Federation",
            AGAINST,
            id="to close an application",
        ),
        pytest.param(
            "Statement in explanation of vote before the vote: the proposal to grant consultative "
            "status to the non-governmental organization Jewish National Fund, which was rejected",
            "rejected",
            (7, 8),
            "Jewish National Fund",
            FOR,
            id="a proposal that failed",
        ),
        pytest.param(
            "the consultative status of the Arab Commission for Human Rights for a period of one "
            "year; the Committee decided to suspend it",
            "in favor",
            (18, 0),
            "Arab Commission for Human Rights",
            AGAINST,
            id="to suspend status",
        ),
        pytest.param(
            "RSF: rejected the noaction motion.", "rejected", (6, 9), "RSF", UNKNOWN, id="no action"
        ),
        pytest.param(
            "LSVD: rejected the motion of adjournment on the proposal to reject the application",
            "against",
            (6, 11),
            "LSVD",
            UNKNOWN,
            id="procedure about a proposal",
        ),
        pytest.param(
            "Ilankai Sangam: The Committee voted to overturn the Chair’s decision",
            "in favor",
            (12, 4),
            "Ilankai Sangam",
            UNKNOWN,
            id="on the chair",
        ),
        pytest.param(
            "ILGA: the Committee rejected the proposal made by Germany",
            "rejected",
            (5, 10),
            "ILGA",
            UNKNOWN,
            id="a proposal without its end",
        ),
        pytest.param(
            "General statements before the vote: The proposal made by Cuba was adopted",
            "in favor",
            (13, 4),
            None,
            UNKNOWN,
            id="nobody named",
        ),
        pytest.param(
            "the Committee decided to recommend not to grant consultative status to the "
            "organization.",
            "against",
            (6, 8),
            None,
            UNKNOWN,
            id="an organisation without a name",
        ),
    ],
)
def test_motion(
    topic: str, outcome: str, votes: tuple[int, int], name: str | None, effect: int
) -> None:
    """A vote is for or against an organisation only where the paper's words say so."""
    found = motion(topic, outcome, ayes=votes[0], noes=votes[1])
    assert found == Motion(name=name, effect=effect)


def test_contradiction() -> None:
    """Where the outcome is not the one that the votes make, no side is taken, and that is said."""
    found = motion("KAS", "in favor", ayes=0, noes=16)
    assert found.effect == UNKNOWN
    assert found.doubt == "the outcome is 'in favor', with 0 votes in favour and 16 against"
