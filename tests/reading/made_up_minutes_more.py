"""More made-up minutes: other numbers, tables and registers."""

from tests.reading.minutes_forms import Made

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
