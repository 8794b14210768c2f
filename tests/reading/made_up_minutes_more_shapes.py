"""Minutes in still other shapes: records, forums, tables of notes, columns of actions."""

from tests.reading.minutes_forms import Made

RECORD = Made(
    "a record: paragraphs numbered under items, attendance by organisation, endorsed and agreed",
    [
        ("h", "Record of the Sallow Coast Inclusion Executive"),
        ("p", "Monday 14 October 2024 | 1pm to 3pm | Harbour Offices"),
        ("p", "In attendance"),
        ("p", "Sallow Coast Council: Executive Director of People (Chair); Head of SEND"),
        ("p", "NHS Sallow ICB: Director of Quality; Designated Clinical Officer"),
        ("p", "Sallow Parents Together: Chair of trustees"),
        ("p", "Apologies"),
        ("p", "Harbour Academy Trust: Chief Executive"),
        ("h", "1 Welcome"),
        ("p", "1.1 The Chair opened the meeting and noted that papers had gone out late."),
        ("h", "2 Minutes of 9 September 2024"),
        ("p", "2.1 The minutes were agreed."),
        ("h", "3 Self-evaluation"),
        ("p", "3.1 The Head of SEND introduced the draft. It leans on data that is a year old."),
        ("p", "3.2 The Executive endorsed the self-evaluation subject to newer data."),
        ("p", "3.3 It was agreed that it be published with a version for young people."),
        ("h", "4 Funding"),
        ("p", "4.1 The deficit has grown to 11 million pounds."),
        ("p", "4.2 The Executive referred the recovery options to the Schools Forum."),
        ("h", "5 Next meeting"),
        ("p", "5.1 Monday 11 November 2024."),
    ],
    "Sallow Coast Inclusion Executive",
    "2024-10-14",
    [],
    ["Chief Executive"],
    [
        (1, "Welcome"),
        (2, "Minutes of 9 September 2024"),
        (3, "Self-evaluation"),
        (4, "Funding"),
        (5, "Next meeting"),
    ],
    [
        (3, "AGREED", "endorsed the self-evaluation subject to newer data."),
        (3, "AGREED", "it be published with a version for young people."),
        (4, "REFERRED", "the recovery options to the Schools Forum."),
    ],
    [
        "Executive Director of People (Chair)",
        "Head of SEND",
        "Director of Quality",
        "Designated Clinical Officer",
        "Chair of trustees",
    ],
)

CAPITAL_VERBS = Made(
    "a schools forum: APPROVED, ENDORSED, NOTED and REFERRED in capitals within sentences",
    [
        ("h", "BRANTHAM SCHOOLS FORUM"),
        ("p", "Minutes of the meeting of the Brantham Schools Forum held on Thursday 12 October "
         "2023 at the Education Centre, Brantham"),
        ("p", "Members present:"),
        ("ul", [
            "Mrs Ada Fell, Headteacher, primary (Chair)",
            "Mr Ben Stoke, Headteacher, secondary",
            "Ms Cath Lorne, Governor",
        ]),
        ("p", "Officers present: Ms Dot Vane (Finance), Mr Eli Crane (Clerk)"),
        ("p", "Apologies: Mr Fred Holt"),
        ("h", "1. MINUTES OF THE PREVIOUS MEETING"),
        ("p", "The Forum APPROVED the minutes of 6 July 2023."),
        ("h", "2. HIGH NEEDS BLOCK"),
        ("p", "Ms Vane presented a forecast. The Forum NOTED the forecast overspend and REFERRED "
         "the options for savings to the SEND Partnership Board."),
        ("h", "3. GROWTH FUND"),
        ("p", "Members asked about places in the east of the borough. The Forum ENDORSED the "
         "criteria for the growth fund."),
        ("h", "4. DATE OF NEXT MEETING"),
        ("p", "7 December 2023 at 4pm."),
    ],
    "Brantham Schools Forum",
    "2023-10-12",
    ["Mrs Ada Fell", "Mr Ben Stoke", "Ms Cath Lorne"],
    ["Mr Fred Holt"],
    [
        (1, "MINUTES OF THE PREVIOUS MEETING"),
        (2, "HIGH NEEDS BLOCK"),
        (3, "GROWTH FUND"),
        (4, "DATE OF NEXT MEETING"),
    ],
    [
        (1, "AGREED", "approved the minutes of 6 July 2023."),
        (2, "NOTED", "the forecast overspend"),
        (2, "REFERRED", "the options for savings to the SEND Partnership Board."),
        (3, "AGREED", "endorsed the criteria for the growth fund."),
    ],
    ["Ms Dot Vane (Finance)", "Mr Eli Crane (Clerk)"],
)  # fmt: skip

NOTES_TABLE = Made(
    "items in a table with who and when, title and date in a table of the head, a column of marks",
    [
        ("p", "MEETING NOTES"),
        ("table", [
            ("Meeting", "Ellerby SEND Improvement Programme Board"),
            ("Date and time", "Wednesday 8 January 2025, 15:00"),
            ("Location", "Online"),
            ("Date of last meeting", "4 December 2024"),
        ]),
        ("table", [
            ("Name", "Role", "Attendance"),
            ("Rhona Birk", "Independent chair", "Present"),
            ("Saul Dean", "Director of Children’s Services", "Present"),
            ("Tess Ford", "Place Director, ICB", "Apologies"),
            ("Uma Grey", "Parent representative", "Present"),
        ]),
        ("table", [
            ("Item", "Discussion", "Action", "Who", "When"),
            ("1. Welcome", "The chair welcomed members.", "None", "", ""),
            ("2. Dashboard", "Timeliness is at 51 per cent. Agreed: a target of 60 per cent by "
             "April.", "Add the target to the dashboard", "SD", "31 Jan"),
            ("3. Local offer", "The site is hard to search. Agreed: families will test the new "
             "site.", "Find ten families", "UG", "14 Feb"),
        ]),
        ("p", "Next meeting: 5 February 2025"),
    ],
    "Ellerby SEND Improvement Programme Board",
    "2025-01-08",
    ["Rhona Birk", "Saul Dean", "Uma Grey"],
    ["Tess Ford"],
    [(1, "Welcome"), (2, "Dashboard"), (3, "Local offer")],
    [
        (2, "AGREED", "a target of 60 per cent by April."),
        (3, "AGREED", "families will test the new site."),
    ],
)  # fmt: skip

TITLED_ITEMS = Made(
    "items called Item 1 with a dash, bulleted notes, Resolved with a dash, dates by stroke",
    [
        ("h", "Quenby Health and Wellbeing Board – SEND Sub-Group"),
        ("p", "Minutes of meeting, 19/11/2024, 14:00–15:30, Guildhall"),
        ("p", "Members: Cllr Vera Ames (Chair); Will Beck (ICB); Xena Coyle (Healthwatch); "
         "Yan Doe (Council)"),
        ("p", "Apologies were received from Zara East and Cllr Bob Fenn."),
        ("h", "Item 1 – Minutes and matters arising"),
        ("ul", ["Minutes of 17/09/2024 checked.", "No matters arising."]),
        ("h", "Item 2 – Tribunal appeals"),
        ("ul", ["Appeals rose by a fifth in a year.", "Most are about placement.",
                "Mediation is seldom taken up."]),
        ("p", "Resolved – that a short guide to mediation be written with families."),
        ("h", "Item 3 – Youth voice"),
        ("ul", ["Young people presented their film."]),
        ("p", "Resolved – that the film be shown to full Council."),
        ("h", "Item 4 – AOB"),
        ("p", "None."),
    ],
    "Quenby Health and Wellbeing Board – SEND Sub-Group",
    "2024-11-19",
    ["Cllr Vera Ames (Chair)", "Will Beck (ICB)", "Xena Coyle (Healthwatch)", "Yan Doe (Council)"],
    ["Zara East", "Cllr Bob Fenn"],
    [
        (1, "Minutes and matters arising"),
        (2, "Tribunal appeals"),
        (3, "Youth voice"),
        (4, "AOB"),
    ],
    [
        (2, "RESOLVED", "a short guide to mediation be written with families."),
        (3, "RESOLVED", "the film be shown to full Council."),
    ],
)  # fmt: skip

ACTIONS_BESIDE = Made(
    "an improvement board: actions in a column of their own beside numbered paragraphs",
    [
        ("h", "Orrest Improvement Board"),
        ("p", "Minutes of the fourteenth meeting, held at County Hall on the 5th of March 2024"),
        ("p", "Chair: Independent Improvement Adviser"),
        ("p", "Members present: Leader of the Council, Chief Executive, Director of Children’s "
         "Services, Chief Nurse"),
        ("p", "In attendance: Programme Manager (minutes), DfE adviser"),
        ("p", "Apologies for absence: Police Superintendent"),
        ("table", [
            ("", "Minute", "Action"),
            ("1", "Minutes of the meeting of 6 February 2024\nThe minutes were agreed as a true "
             "record.", ""),
            ("2", "Front door\nThe Director reported that referrals have fallen. The Board agreed "
             "that an audit be carried out in April.", "Chief Nurse"),
            ("3", "Quality of plans\nA sample of 30 plans was read; 11 were good. The Board agreed "
             "to train all writers of plans by July.", "Director"),
        ]),
    ],
    "Orrest Improvement Board",
    "2024-03-05",
    ["Leader of the Council", "Chief Executive", "Director of Children’s Services", "Chief Nurse"],
    ["Police Superintendent"],
    [
        (1, "Minutes of the meeting of 6 February 2024"),
        (2, "Front door"),
        (3, "Quality of plans"),
    ],
    [
        (2, "AGREED", "an audit be carried out in April."),
        (3, "AGREED", "to train all writers of plans by July."),
    ],
    ["Programme Manager (minutes)", "DfE adviser"],
)  # fmt: skip

ALL = (RECORD, CAPITAL_VERBS, NOTES_TABLE, TITLED_ITEMS, ACTIONS_BESIDE)
