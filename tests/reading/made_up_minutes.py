"""Made-up minutes as offices lay them out, as text, Word and HTML, each with its key."""

import html
import io
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import docx

Block = tuple[str, Any]


@dataclass(frozen=True)
class Made:
    """One set of minutes: its blocks (`h`, `p`, `ul`, `table`) and what was put in."""

    name: str
    blocks: Sequence[Block]
    body: str
    held_on: str
    present: list[str]
    apologies: list[str]
    items: list[tuple[int, str]]
    decisions: list[tuple[int, str, str]]
    in_attendance: list[str] = field(default_factory=list)


def as_text(made: Made) -> str:
    """Return the minutes as a text file: wrapped, tables with columns side by side."""
    lines: list[str] = []
    for kind, value in made.blocks:
        if kind == "ul":
            for item in value:
                lines += textwrap.wrap(f"• {item}", 92, subsequent_indent="  ")
        elif kind == "table":
            lines += _table_text(value)
        else:
            lines += textwrap.wrap(value, 92)
        lines.append("")
    return "\n".join(lines)


def _table_text(rows: Sequence[Sequence[str]]) -> list[str]:
    count = len(rows[0])
    longest = [max(len(row[c]) for row in rows) for c in range(count)]
    room = [min(width, 46 if count == 3 else 40) for width in longest]
    lines: list[str] = []
    for row in rows:
        cells = [
            [part for piece in cell.split("\n") for part in textwrap.wrap(piece, room[c])]
            for c, cell in enumerate(row)
        ]
        for at in range(max(len(cell) for cell in cells)):
            texts = [cell[at] if at < len(cell) else "" for cell in cells]
            lines.append("   ".join(text.ljust(room[c]) for c, text in enumerate(texts)).rstrip())
        lines.append("")
    return lines


def as_docx(made: Made) -> bytes:
    """Return the minutes as a Word file with real headings, bullets and tables."""
    document = docx.Document()
    for kind, value in made.blocks:
        if kind == "h":
            document.add_heading(value, 2)
        elif kind == "ul":
            for item in value:
                document.add_paragraph(item, style="List Bullet")
        elif kind == "table":
            table = document.add_table(len(value), len(value[0]))
            for r, row in enumerate(value):
                for c, text in enumerate(row):
                    table.cell(r, c).text = text
        else:
            document.add_paragraph(value)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def as_html(made: Made) -> str:
    """Return the minutes as a page to print."""
    out = [
        "<meta charset='utf-8'><style>body{font:11pt sans-serif}td{border:1px solid #000;"
        "vertical-align:top;padding:3px}table{border-collapse:collapse;width:100%}</style>"
    ]
    for kind, value in made.blocks:
        if kind == "ul":
            out.append("<ul>" + "".join(f"<li>{html.escape(v)}</li>" for v in value) + "</ul>")
        elif kind == "table":
            rows = (
                "".join(f"<td>{html.escape(c).replace(chr(10), '<br>')}</td>" for c in row)
                for row in value
            )
            out.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
        else:
            tag = "h3" if kind == "h" else "p"
            out.append(f"<{tag}>{html.escape(value)}</{tag}>")
    return "".join(out)


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

POINT_NOUGHT = Made(
    "items numbered 1.0, running words of agreement, attendance by role and organisation",
    [
        ("p", "MINUTES"),
        ("p", "Meeting: Written Statement of Action Programme Group"),
        ("p", "Date: 7 November 2023"),
        ("p", "Location: Virtual"),
        ("p", "Attendees"),
        (
            "table",
            [
                ("Role", "Organisation"),
                ("Assistant Director, Education (Chair)", "Harlow Vale Council"),
                ("Deputy Director of Nursing", "Harlow Vale CCG"),
                ("SENCO representative", "Brook Primary School"),
            ],
        ),
        ("p", "Apologies"),
        ("p", "Head of Commissioning, Service Manager for Early Help"),
        ("h", "1.0 Introductions"),
        ("p", "1.1 The chair opened the meeting."),
        ("h", "2.0 Dashboard"),
        ("p", "2.1 The group went through the dashboard and noted that two measures have no data."),
        ("p", "2.2 It was agreed that the two measures be replaced before the next report."),
        ("h", "3.0 Communications"),
        (
            "p",
            "3.1 A newsletter for families is in draft. The group agreed to publish it before "
            "the Christmas break.",
        ),
        (
            "p",
            "3.2 The SENCO representative asked for an easy-read version. It was agreed that "
            "this be made with young people.",
        ),
        ("h", "4.0 Next meeting"),
        ("p", "4.1 12 December 2023."),
    ],
    "Written Statement of Action Programme Group",
    "2023-11-07",
    [
        "Assistant Director, Education (Chair)",
        "Deputy Director of Nursing",
        "SENCO representative",
    ],
    ["Head of Commissioning", "Service Manager for Early Help"],
    [(1, "Introductions"), (2, "Dashboard"), (3, "Communications"), (4, "Next meeting")],
    [
        (2, "AGREED", "the two measures be replaced before the next report."),
        (3, "AGREED", "to publish it before the Christmas break."),
        (3, "AGREED", "this be made with young people."),
    ],
)

WELLBEING = Made(
    "a wellbeing board: lettered resolutions on lines of their own, REFERRED and NOTED",
    [
        ("h", "Health and Wellbeing Board"),
        (
            "p",
            "Minutes of the meeting of the Health and Wellbeing Board held at 2.00 pm on "
            "Monday 3 February 2020 in the Town Hall",
        ),
        ("p", "Members present:"),
        (
            "ul",
            [
                "Councillor Grace Ellwood (Chair)",
                "Dr Sam Teller (Vice-Chair)",
                "Ms Ruth Kemble",
                "Mr Alan Frost",
            ],
        ),
        ("p", "Officers in attendance:"),
        ("ul", ["Ms Nina Corr, Democratic Services Officer"]),
        ("h", "34. Apologies for absence"),
        ("p", "Apologies were received from Professor Ian Marlow and Ms Dee Hart."),
        ("h", "35. Declarations of interest"),
        ("p", "There were none."),
        ("h", "36. Written statement of action: quarter three"),
        (
            "p",
            "The Board considered a report on progress. In discussion it was noted that "
            "families in the north wait longest.",
        ),
        ("p", "RESOLVED:"),
        ("p", "(a) That progress against the statement be welcomed;"),
        ("p", "(b) That the clinical commissioning group report on waiting times in April; and"),
        ("p", "(c) That the matter of school transport be considered by the Cabinet."),
        ("h", "37. Joint commissioning"),
        (
            "p",
            "The Board NOTED the draft strategy. It was REFERRED to the Joint Commissioning "
            "Group for costing.",
        ),
        ("h", "38. Date of next meeting"),
        ("p", "Monday 6 April 2020."),
    ],
    "Health and Wellbeing Board",
    "2020-02-03",
    [
        "Councillor Grace Ellwood (Chair)",
        "Dr Sam Teller (Vice-Chair)",
        "Ms Ruth Kemble",
        "Mr Alan Frost",
    ],
    ["Professor Ian Marlow", "Ms Dee Hart"],
    [
        (34, "Apologies for absence"),
        (35, "Declarations of interest"),
        (36, "Written statement of action: quarter three"),
        (37, "Joint commissioning"),
        (38, "Date of next meeting"),
    ],
    [
        (36, "RESOLVED", "That progress against the statement be welcomed"),
        (36, "RESOLVED", "That the clinical commissioning group report on waiting times in April"),
        (36, "RESOLVED", "That the matter of school transport be considered by the Cabinet."),
        (37, "NOTED", "the draft strategy."),
        (37, "REFERRED", "to the Joint Commissioning Group for costing."),
    ],
    ["Ms Nina Corr"],
)

REGISTER = Made(
    "one register for all, with a column for who came; the board agreed to a bulleted list",
    [
        ("h", "Inclusion Partnership Board – Minutes, 17 September 2024"),
        (
            "table",
            [
                ("Name", "Job title", "Organisation", "Attendance"),
                ("Mary Quant-Reid", "Director", "Lowick Council", "Present"),
                ("Oli Burns", "Head of SEND", "Lowick Council", "Apologies"),
                ("Sana Malik", "Chief Nurse", "Lowick ICB", "Present"),
                ("Kit Harper", "Chair", "Parent Carer Forum", "Present"),
            ],
        ),
        ("h", "Agenda item 1 – Welcome"),
        ("p", "The chair welcomed everyone to the meeting."),
        ("h", "Agenda item 2 – Self-evaluation"),
        ("p", "Members discussed the draft, which had been sent round before the meeting."),
        ("p", "The Board AGREED to:"),
        (
            "ul",
            [
                "send the draft to the inspectors by 30 September;",
                "ask the forum for its own view; and",
                "review the grades in January.",
            ],
        ),
        ("h", "Agenda item 3 – Local offer"),
        ("p", "An update was given. The Board NOTED the update."),
    ],
    "Inclusion Partnership Board",
    "2024-09-17",
    ["Mary Quant-Reid", "Sana Malik", "Kit Harper"],
    ["Oli Burns"],
    [(1, "Welcome"), (2, "Self-evaluation"), (3, "Local offer")],
    [
        (2, "AGREED", "send the draft to the inspectors by 30 September"),
        (2, "AGREED", "ask the forum for its own view"),
        (2, "AGREED", "review the grades in January."),
        (3, "NOTED", "the update."),
    ],
)

DECISION_COLUMN = Made(
    "a table of Ref, Discussion and Decision; the head as a table; people in one row",
    [
        ("h", "Minutes"),
        (
            "table",
            [
                ("Meeting", "Area SEND Partnership Executive"),
                ("Date", "Monday 13 January 2025"),
                ("Time", "9.30am – 11.00am"),
                ("Chair", "Deputy Chief Executive"),
                ("Present", "Head of Education; Head of Nursing; Parent carer representative"),
                ("Apologies", "Director of Public Health"),
            ],
        ),
        (
            "table",
            [
                ("Ref", "Discussion", "Decision"),
                ("1", "Matters arising\nThe log was reviewed and no action is overdue.", "None"),
                (
                    "2",
                    "Funding bands\nTwo options were set out. Schools prefer the second, which "
                    "costs less in its first year.",
                    "Option two is adopted from April 2025.",
                ),
                (
                    "3",
                    "Tribunals\nThe number has fallen for the third quarter in a row.",
                    "Noted. A yearly summary will be published.",
                ),
            ],
        ),
    ],
    "Area SEND Partnership Executive",
    "2025-01-13",
    ["Head of Education", "Head of Nursing", "Parent carer representative"],
    ["Director of Public Health"],
    [(1, "Matters arising"), (2, "Funding bands"), (3, "Tribunals")],
    [
        (2, "AGREED", "Option two is adopted from April 2025."),
        (3, "NOTED", "A yearly summary will be published."),
    ],
)

SIDE_BY_SIDE = Made(
    "members side by side in two columns, plain numbers, resolved in running words",
    [
        ("h", "Minutes of the Improvement and Assurance Committee"),
        ("p", "held on Friday, 8 July 2022 at County Hall"),
        ("p", "Present"),
        (
            "table",
            [
                ("Cllr A Reed (Chairman)", "Cllr F Lund"),
                ("Cllr B Stone", "Cllr G Amis"),
                ("Cllr C Vale", "Cllr H Orr"),
            ],
        ),
        ("h", "1 Apologies"),
        ("p", "Apologies for absence had been received from Cllr Dean Moss and Cllr Jo Finch."),
        ("h", "2 Revisit by inspectors"),
        (
            "p",
            "The Committee received a report. It was resolved that: (1) the findings be "
            "accepted; (2) the accelerated progress plan be monitored at each meeting.",
        ),
        ("h", "3 Any other business"),
        ("p", "None."),
    ],
    "Improvement and Assurance Committee",
    "2022-07-08",
    [
        "Cllr A Reed (Chairman)",
        "Cllr F Lund",
        "Cllr B Stone",
        "Cllr G Amis",
        "Cllr C Vale",
        "Cllr H Orr",
    ],
    ["Cllr Dean Moss", "Cllr Jo Finch"],
    [(1, "Apologies"), (2, "Revisit by inspectors"), (3, "Any other business")],
    [
        (2, "RESOLVED", "the findings be accepted"),
        (2, "RESOLVED", "the accelerated progress plan be monitored at each meeting."),
    ],
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
)
