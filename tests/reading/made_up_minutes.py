"""Made-up minutes as offices lay them out, each with its key."""

from tests.reading.made_up_minutes_far_shapes import ALL as FAR_SHAPES
from tests.reading.made_up_minutes_more import (
    DECISION_COLUMN,
    POINT_NOUGHT,
    REGISTER,
    SIDE_BY_SIDE,
    WELLBEING,
)
from tests.reading.made_up_minutes_more_shapes import ALL as MORE_SHAPES
from tests.reading.made_up_minutes_shapes import ALL as SHAPES
from tests.reading.minutes_forms import Made, as_docx, as_html, as_text

__all__ = ["ALL", "Made", "as_docx", "as_html", "as_text"]

PARTNERSHIP = Made(
    "names and organisations in a table, inline apologies, sub-numbered paragraphs",
    [
        ("h", "Minutes of the SEND Improvement Partnership Board"),
        ("p", "Tuesday 4th March 2025, 2pm – 4pm, Teams"),
        ("p", "Present:"),
        (
            "table",
            [
                ("Name", "Organisation"),
                ("Asha Verrill (Chair)", "Independent"),
                ("Tom Hale", "Northmoor Council"),
                ("Dr Priya Sen", "NHS Westmarch ICB"),
                ("Beth O’Neill", "Northmoor Parent Carer Forum"),
            ],
        ),
        ("p", "Apologies: Ravi Dhal, Joan Merrick and Lee Stott"),
        ("h", "1. Welcome and introductions"),
        ("p", "1.1 The chair welcomed members and introductions were made."),
        ("h", "2. Minutes of the last meeting"),
        ("p", "2.1 Members went through the minutes of 14 January 2025. One name was misspelt."),
        ("p", "Agreed: The minutes were accepted as a true record with one correction."),
        ("h", "3. Timeliness of plans"),
        (
            "p",
            "3.1 The Head of SEND presented the figures. Members noted that waits had grown "
            "since the autumn and asked what was being done about it.",
        ),
        ("p", "3.2 The forum said that families are not told when a plan is late."),
        ("p", "Agreed: A standard letter will go to every family whose plan is late."),
        ("p", "ACTION: Draft the letter (Head of SEND) by 1 April 2025"),
        ("h", "4. Any other business"),
        ("p", "4.1 There was none."),
    ],
    "SEND Improvement Partnership Board",
    "2025-03-04",
    ["Asha Verrill (Chair)", "Tom Hale", "Dr Priya Sen", "Beth O’Neill"],
    ["Ravi Dhal", "Joan Merrick", "Lee Stott"],
    [
        (1, "Welcome and introductions"),
        (2, "Minutes of the last meeting"),
        (3, "Timeliness of plans"),
        (4, "Any other business"),
    ],
    [
        (2, "AGREED", "The minutes were accepted as a true record with one correction."),
        (3, "AGREED", "A standard letter will go to every family whose plan is late."),
    ],
)

IN_A_TABLE = Made(
    "labelled head, bulleted people with initials and roles, items in a table with actions",
    [
        ("h", "Westmarch Local Area Partnership"),
        ("p", "SEND Delivery Group – Minutes"),
        ("p", "Date of meeting: 04/03/2025"),
        ("p", "Time: 10:00 – 11:30"),
        ("p", "Venue: Committee Room 2"),
        ("p", "Present:"),
        (
            "ul",
            [
                "J Smith (JS), Head of SEND (Chair)",
                "M Okafor (MO), Designated Clinical Officer",
                "L Brandt (LB), Lead for Inclusion",
            ],
        ),
        ("p", "In attendance:"),
        ("ul", ["P Quill (PQ), Programme Officer (minutes)"]),
        ("p", "Apologies:"),
        ("ul", ["S Reeve (SR), Service Manager"]),
        (
            "table",
            [
                ("No", "Item", "Action"),
                (
                    "1",
                    "Welcome and apologies\nThe chair welcomed everyone. Apologies were noted "
                    "as above.",
                    "",
                ),
                (
                    "2",
                    "Action log\nAll actions were closed but one, which waits for the new data "
                    "system.",
                    "Agreed: to carry the open action over to May.",
                ),
                (
                    "3",
                    "Annual reviews\nLB gave an update. Reviews in Year 9 are behind by six "
                    "weeks and schools report a lack of staff.",
                    "Agreed: LB to bring a recovery timetable to the next meeting.",
                ),
                ("4", "Date of next meeting\n6 May 2025", ""),
            ],
        ),
    ],
    "SEND Delivery Group",
    "2025-03-04",
    ["J Smith (JS)", "M Okafor (MO)", "L Brandt (LB)"],
    ["S Reeve (SR)"],
    [
        (1, "Welcome and apologies"),
        (2, "Action log"),
        (3, "Annual reviews"),
        (4, "Date of next meeting"),
    ],
    [
        (2, "AGREED", "to carry the open action over to May."),
        (3, "AGREED", "LB to bring a recovery timetable to the next meeting."),
    ],
    ["P Quill (PQ)"],
)

COMMITTEE = Made(
    "a committee's minute numbers with the year, resolutions after a dash",
    [
        ("h", "WESTBURN BOROUGH COUNCIL"),
        ("h", "CHILDREN AND FAMILIES SCRUTINY COMMITTEE"),
        (
            "p",
            "Minutes of the meeting held on Wednesday 12 June 2024 at 10.00 am in the Council "
            "Chamber",
        ),
        ("p", "PRESENT: Councillors A Reed (Chair), B Stone, C Vale and D Okoro"),
        ("p", "IN ATTENDANCE: Mrs H Winter, Director of Children’s Services"),
        ("h", "12/24 APOLOGIES FOR ABSENCE"),
        ("p", "Apologies for absence were received from Councillors E Marsh and F Lund."),
        ("h", "13/24 MINUTES"),
        (
            "p",
            "RESOLVED – That the minutes of the meeting held on 10 April 2024 be signed by the "
            "Chair as a correct record.",
        ),
        ("h", "14/24 SEND INSPECTION: PROGRESS"),
        (
            "p",
            "The Director presented the report. Members asked how families had been heard. It "
            "was agreed by all that more was needed.",
        ),
        (
            "p",
            "RESOLVED – That (a) the report be noted; (b) a further report be brought in "
            "September; and (c) the Chair write to the Integrated Care Board about therapies.",
        ),
        ("h", "15/24 WORK PROGRAMME"),
        ("p", "RESOLVED – That the work programme be approved."),
        ("p", "The meeting closed at 12.05 pm."),
    ],
    "CHILDREN AND FAMILIES SCRUTINY COMMITTEE",
    "2024-06-12",
    ["A Reed (Chair)", "B Stone", "C Vale", "D Okoro"],
    ["E Marsh", "F Lund"],
    [
        (12, "APOLOGIES FOR ABSENCE"),
        (13, "MINUTES"),
        (14, "SEND INSPECTION: PROGRESS"),
        (15, "WORK PROGRAMME"),
    ],
    [
        (
            13,
            "RESOLVED",
            "That the minutes of the meeting held on 10 April 2024 be signed by the "
            "Chair as a correct record.",
        ),
        (14, "RESOLVED", "the report be noted"),
        (14, "RESOLVED", "a further report be brought in September"),
        (14, "RESOLVED", "the Chair write to the Integrated Care Board about therapies."),
        (15, "RESOLVED", "That the work programme be approved."),
    ],
    ["Mrs H Winter"],
)

ROLES_ONLY = Made(
    "roles only, parted by semicolons; Item n headings; DECISION and ACTION lines",
    [
        ("h", "Eastmere SEND and Inclusion Improvement Board"),
        ("h", "Minutes of meeting"),
        ("p", "Date: Thursday 19 September 2024"),
        (
            "p",
            "Present: Independent Chair; Director of Children’s Services; Head of SEND; Chief "
            "Nurse, NHS Eastmere ICB; Co-chair, Parent Carer Forum",
        ),
        ("p", "In attendance: Programme Manager (minutes)"),
        ("p", "Apologies: Designated Clinical Officer; Headteacher, Hill Rise School"),
        ("h", "Item 1: Welcome, apologies and declarations"),
        ("p", "The Chair opened the meeting. No interests were declared."),
        ("h", "Item 2: Priority action plan – highlight report"),
        (
            "p",
            "The Programme Manager took the Board through the report. Two milestones have "
            "slipped. Board members noted that the data on attendance is incomplete.",
        ),
        ("p", "DECISION: The new date of December 2024 for milestone 2.3 is accepted."),
        ("p", "ACTION: Head of SEND to send the attendance data to all members by 4 October."),
        ("h", "Item 3: Risk register"),
        ("p", "Three risks were reviewed at length."),
        ("p", "DECISION: Risk 7 is closed."),
        ("p", "DECISION: A new risk on therapy vacancies is opened, owned by the Chief Nurse."),
        ("h", "Item 4: Close"),
        ("p", "The next meeting is on 21 November 2024."),
    ],
    "Eastmere SEND and Inclusion Improvement Board",
    "2024-09-19",
    [
        "Independent Chair",
        "Director of Children’s Services",
        "Head of SEND",
        "Chief Nurse, NHS Eastmere ICB",
        "Co-chair, Parent Carer Forum",
    ],
    ["Designated Clinical Officer", "Headteacher, Hill Rise School"],
    [
        (1, "Welcome, apologies and declarations"),
        (2, "Priority action plan – highlight report"),
        (3, "Risk register"),
        (4, "Close"),
    ],
    [
        (2, "AGREED", "The new date of December 2024 for milestone 2.3 is accepted."),
        (3, "AGREED", "Risk 7 is closed."),
        (3, "AGREED", "A new risk on therapy vacancies is opened, owned by the Chief Nurse."),
    ],
    ["Programme Manager (minutes)"],
)

ALL = (
    PARTNERSHIP,
    IN_A_TABLE,
    COMMITTEE,
    ROLES_ONLY,
    POINT_NOUGHT,
    WELLBEING,
    REGISTER,
    DECISION_COLUMN,
    SIDE_BY_SIDE,
    *SHAPES,
    *MORE_SHAPES,
    *FAR_SHAPES,
)
