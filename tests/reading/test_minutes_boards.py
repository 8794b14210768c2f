"""Minutes of eight more made-up boards, typed as they might come, each with a short key."""

import time

import pytest

from goldenthread.reading.facts import Kind, Part
from goldenthread.reading.read import read_bytes

NAMES_AND_DASHES = """Northmoor SEND Partnership Board

Minutes of the meeting held on Tuesday 21 January 2025 at 1pm via Microsoft Teams

Board members present:
Gail Frost – Chair, Independent
Amir Noon – Director of Children's Services, Northmoor Council
Lucy Hale – Director of Nursing, Northmoor ICB
Parent carer forum: Dee Marsh

Also in attendance:
Kay Lund – Business Support (minutes)

Apologies received from:
Steve Poll – Headteacher
Ruth Beck – Designated Clinical Officer

1.    Welcome, introductions and apologies

1.1   GF welcomed everyone to the meeting.

2.    Minutes and actions of the last meeting (12 November 2024)

2.1   The minutes were agreed as accurate.

2.2   The action log was updated.

3.    Area SEND inspection – preparation

3.1   AN gave an update.

3.2   The Board agreed that a mock inspection take place in March.

3.3   It was noted that staffing remains a risk.

4.    AOB

None.

Date of next meeting: 18 March 2025
"""

COUNTY = """NORTHMOOR COUNTY COUNCIL

HEALTH AND WELLBEING BOARD

Minutes of a meeting of the Health and Wellbeing Board held in the Wolds Room, County Hall on
Wednesday, 25 September 2019 at 2.00 pm

PRESENT

Councillor M Ash (in the Chair)

Councillors J Bell, K Cole and L Dunn; Dr N East (CCG), Ms O Ford (Healthwatch)

Officers: Mr P Gray (Director of Public Health) and Mrs Q Hill (Clerk)

125. APOLOGIES

Apologies were submitted on behalf of Councillor R Ives and Mr S Joy.

126. SEND WRITTEN STATEMENT OF ACTION

The Board received a report by the Director.

The following points were made:

1. Families want to be heard.
2. Schools need support.

Resolved:

1. That the statement be endorsed.
2. That progress be reported to each meeting of the
   Board.

127. BETTER CARE FUND

Resolved – that the plan be approved and that authority be delegated to the Director to submit it.
"""

LABEL_ON_A_LINE = """SEND Strategic Improvement Group
Meeting notes

Date & time: 5th February 2024, 10am-12pm
Venue: MS Teams
Chair: Assistant Director
Attendees: Assistant Director SEND (Chair), Head of Virtual School, Principal Educational
Psychologist, DCO, SENDIASS manager
Apologies: Head of Therapies, Designated Social Care Officer

Item 1. Welcome and introductions
Chair welcomed all.

Item 2. Review of actions
All complete.
Decision: close actions 4 and 7.

Item 3. Written statement of action progress update
Workstream leads reported. Workstream 2 is behind.
The group noted the report.
Agreed
• Workstream 2 to submit a recovery plan by 1 March
• Dashboard to be shared with parents
Action: SENDIASS manager to send the survey link

Item 4. Any other business
No other business was raised.
Next meeting: 4th March 2024
"""

REGISTER = """Minutes – Local Area SEND Executive Board
Friday 8 November 2024 10:00-12:00

Attendance
Name                    Role                                Present
Claire Dunn             Chief Executive (Chair)             Yes
Omar Said               Executive Director                  Yes
Fay Lowe                Chief Nurse                         Apologies
Ned Park                Co-chair of the forum               Yes

1 Welcome and apologies
The Chair opened the meeting.

2 Self-evaluation framework
The framework was discussed at length and the Board asked for changes.
RESOLVED that the framework be approved subject to the changes.

3 Improvement plan
Members heard that 12 of 40 actions are late.
AGREED: (i) monthly reporting on late actions; (ii) a deep dive on therapies in January.
"""

POINT_NUMBERS = """Minutes of the Inclusion and SEND Transformation Board

Date of meeting:    Monday 3rd June 2024
Time:               14:00
Location:           Room 4, Civic Centre

Members in attendance
Jo Park, Chair
Li Wen, Head of Service, SEND
Ben Ox, NHS Eastvale ICB

Apologies
Tara Venn, Eastvale College

1.1 Welcome
The chair welcomed members.

1.2 Minutes of the previous meeting
Approved as a correct record.

1.3 Highlight report
LW presented the report.
It was agreed:
• to close workstream 1
• to add a measure on exclusions

1.4 Finance
The Board noted the budget position and referred the overspend to the Schools Forum.
"""

SHORT_LABELS = """Minutes

Meeting title: SEND Improvement Board
Date: 14 March 2023
Present: J Smith (JS) (Chair), A Khan (AK), P O'Hara (POH), Dr L Green (LG)
Apologies: T Brown (TB); R White (RW)

1. Welcome and apologies
JS welcomed all.

2. Accelerated progress plan
AK presented the plan.
AGREED: That the plan be submitted to the Department by 31 March.
ACTION: AK to submit the plan (31/03/2023)
NOTED: The parent survey closes on 20 March.

3. Risk register
REFERRED: Risk 4 to the Joint Commissioning Group.
RESOLVED: (a) that risk 2 be closed; (b) that risk 9 be raised to red.

Page 1 of 2
"""

CAPITALS = """SEND BOARD MINUTES
12 May 2022

Present: Chair; Council SEND lead; ICB lead; two parent representatives
Apologies: none

WELCOME
The Chair opened the meeting.

PROGRESS REPORT
The lead gave a report. Members agreed to receive a report every quarter.

CLOSE
The meeting closed at 4pm.
"""

GROUPS = """Welland Vale Partnership Board for SEND
Minutes of the meeting held on 9 October 2024

Present
Chair: Independent Chair
Council: Director of Education; Head of SEND
Health: Chief Nurse; Designated Clinical Officer
Parents: Forum co-chair

Apologies
Council: Director of Public Health

Minute 21/24: Welcome
The chair welcomed everyone.

Minute 22/24: Annual reviews
A paper was received.
DECISION 22.1: The recovery plan is approved.
DECISION 22.2: A report comes back in December.

Minute 23/24: Date of next meeting
11 December 2024.
"""


def read(text: str) -> Part:
    parts = read_bytes(text.encode(), "minutes.txt")
    assert [part.kind for part in parts] == [Kind.MINUTES]
    return parts[0]


@pytest.mark.parametrize(
    ("text", "body", "held_on", "people", "items", "decided"),
    [
        (
            NAMES_AND_DASHES,
            "Northmoor SEND Partnership Board",
            "2025-01-21",
            [4, 1, 2],
            [1, 2, 3, 4],
            [(3, "AGREED")],
        ),
        (
            COUNTY,
            "Health and Wellbeing Board",
            "2019-09-25",
            [6, 2, 2],
            [125, 126, 127],
            [(126, "RESOLVED"), (126, "RESOLVED"), (127, "RESOLVED")],
        ),
        (
            LABEL_ON_A_LINE,
            "SEND Strategic Improvement Group",
            "2024-02-05",
            [5, 0, 2],
            [1, 2, 3, 4],
            [(2, "AGREED"), (3, "AGREED"), (3, "AGREED")],
        ),
        (
            REGISTER,
            "Local Area SEND Executive Board",
            "2024-11-08",
            [3, 0, 1],
            [1, 2, 3],
            [(2, "RESOLVED"), (3, "AGREED"), (3, "AGREED")],
        ),
        (
            POINT_NUMBERS,
            "Inclusion and SEND Transformation Board",
            "2024-06-03",
            [3, 0, 1],
            ["1.1", "1.2", "1.3", "1.4"],
            [("1.3", "AGREED"), ("1.3", "AGREED"), ("1.4", "NOTED")],
        ),
        (
            SHORT_LABELS,
            "SEND Improvement Board",
            "2023-03-14",
            [4, 0, 2],
            [1, 2, 3],
            [(2, "AGREED"), (2, "NOTED"), (3, "REFERRED"), (3, "RESOLVED"), (3, "RESOLVED")],
        ),
        (CAPITALS, "SEND BOARD", "2022-05-12", [4, 0, 0], [None, None, None], [(None, "AGREED")]),
        (
            GROUPS,
            "Welland Vale Partnership Board for SEND",
            "2024-10-09",
            [6, 0, 1],
            [21, 22, 23],
            [(22, "AGREED"), (22, "AGREED")],
        ),
    ],
)
def test_boards(
    text: str,
    body: str,
    held_on: str,
    people: list[int],
    items: list[int | str | None],
    decided: list[tuple[int | str | None, str]],
) -> None:
    facts = read(text).facts
    assert (facts["body"], facts["held_on"]) == (body, held_on)
    assert [len(facts[name]) for name in ("present", "in_attendance", "apologies")] == people
    assert [item["number"] for item in facts["items"]] == items
    assert [(d["item"], d["verb"]) for d in facts["decisions"]] == decided


def test_roles_and_names_are_as_printed_without_the_label_of_their_group() -> None:
    facts = read(GROUPS).facts
    assert facts["present"][:3] == ["Independent Chair", "Director of Education", "Head of SEND"]
    assert read(SHORT_LABELS).facts["present"][0] == "J Smith (JS) (Chair)"


def test_a_weekday_that_the_calendar_denies_is_unsure() -> None:
    part = read(POINT_NUMBERS.replace("Monday 3rd June", "Friday 3rd June"))
    reading = next(r for r in part.readings if r.fact == "held_on")
    assert reading.value == "2024-06-03"
    assert "day of the week" in (reading.reason or "")


def test_a_date_with_stops_is_a_date() -> None:
    text = POINT_NUMBERS.replace("Monday 3rd June 2024", "03.06.2024")
    assert read(text).facts["held_on"] == "2024-06-03"


def test_what_members_only_noted_in_passing_is_no_decision() -> None:
    said = [d["text"] for d in read(NAMES_AND_DASHES).facts["decisions"]]
    assert said == ["a mock inspection take place in March."]


@pytest.mark.parametrize(
    "text",
    [
        "Minutes\nPresent:\nA Reed\n\n" + "Agreed: the and " * 10_000,
        "Dear Sir\n\nJoint local area SEND inspection\n\n" + "The Local And Of The North " * 5_000,
    ],
)
def test_one_endless_line_is_read_in_time_that_grows_with_its_length(text: str) -> None:
    start = time.process_time()
    assert read_bytes(text.encode(), "endless.txt")
    assert time.process_time() - start < 3
