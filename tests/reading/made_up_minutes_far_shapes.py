"""Minutes farther from the usual: numbered paragraphs, titles apart from numbers, decision logs."""

from tests.reading.minutes_forms import Made

NUMBERED_PARAGRAPHS = Made(
    "headings without numbers over paragraphs that are numbered right through",
    [
        ("p", "NOTE OF MEETING"),
        ("h", "Averley Partnership Board for Special Educational Needs"),
        ("p", "2 p.m., Wednesday 12 February 2025, Council Offices"),
        ("p", "Attended by: Chief Executive (Chair); Director of Education; ICB Chief Nurse; "
         "Forum co-chair"),
        ("p", "Apologies received: Director of Public Health"),
        ("h", "Introductions"),
        ("p", "1. The Chair opened the meeting and welcomed the new co-chair of the forum, who "
         "takes over from her colleague."),
        ("h", "Progress since the inspection"),
        ("p", "2. The Director of Education said that seven of the nine milestones due by January "
         "had been met and two had not been met."),
        ("p", "3. The ICB Chief Nurse explained why the two milestones on therapy are late and "
         "what is being done to bring them back."),
        ("p", "4. The Board agreed to receive a recovery plan for both milestones in March."),
        ("h", "Voice of families"),
        ("p", "5. The forum co-chair gave the results of a survey in which two hundred parents "
         "and carers took part."),
        ("p", "6. It was agreed that the results be published on the local offer."),
        ("h", "Next steps"),
        ("p", "7. The next meeting is on 12 March 2025."),
    ],
    "Averley Partnership Board for Special Educational Needs",
    "2025-02-12",
    ["Chief Executive (Chair)", "Director of Education", "ICB Chief Nurse", "Forum co-chair"],
    ["Director of Public Health"],
    [
        (None, "Introductions"),
        (None, "Progress since the inspection"),
        (None, "Voice of families"),
        (None, "Next steps"),
    ],
    [
        (None, "AGREED", "to receive a recovery plan for both milestones in March."),
        (None, "AGREED", "the results be published on the local offer."),
    ],
)  # fmt: skip

HEADLESS_TABLE = Made(
    "a table of items without heads, an ISO date, who led an item at the right",
    [
        ("h", "Colne SEND Assurance Group – Minutes – 2025-03-06"),
        ("p", "Those present: Ann Rook (Chair), Bill Sayer, Cora Tamm"),
        ("p", "Apologies for absence received from: Dan Unwin"),
        ("table", [
            ("1.", "Welcome and apologies\nAR welcomed members.", "AR"),
            ("2.", "Minutes of the meeting held on 6 February 2025\nThe minutes were checked.",
             "AR"),
            ("3.", "Annual review backlog\nThe backlog stands at 310.\nAGREED: A weekly count will "
             "go to the chair.", "BS"),
            ("4.", "Any other business\nThere was none.", "All"),
        ]),
        ("p", "Date of next meeting: 3 April 2025"),
    ],
    "Colne SEND Assurance Group",
    "2025-03-06",
    ["Ann Rook (Chair)", "Bill Sayer", "Cora Tamm"],
    ["Dan Unwin"],
    [
        (1, "Welcome and apologies"),
        (2, "Minutes of the meeting held on 6 February 2025"),
        (3, "Annual review backlog"),
        (4, "Any other business"),
    ],
    [(3, "AGREED", "A weekly count will go to the chair.")],
)  # fmt: skip

NUMBER_ABOVE = Made(
    "Item 1 on a line of its own with its title below; day among other days of the head",
    [
        ("p", "Lostwick Local Area Partnership"),
        ("h", "Strategic Board meeting"),
        ("p", "Minutes"),
        ("p", "Date of meeting: 6 March 2025"),
        ("p", "Minutes issued: 14 March 2025"),
        ("p", "Next meeting: 1 May 2025"),
        ("p", "Attendance:"),
        ("ul", ["Eve Vane (Chair)", "Finn West", "Gia York"]),
        ("p", "Apologies:"),
        ("ul", ["Hal Zane"]),
        ("h", "Item 1"),
        ("h", "Opening of the meeting"),
        ("p", "The chair opened the meeting at 10am."),
        ("h", "Item 2"),
        ("h", "Quality of advice"),
        ("p", "A sample of advice was read. Half of it did not name what the child needs."),
        ("p", "Decision taken: Training on writing advice begins in May."),
        ("h", "Item 3"),
        ("h", "Sufficiency of places"),
        ("p", "Members discussed the strategy."),
        ("p", "Decision taken: The strategy goes out to consultation."),
    ],
    "Strategic Board",
    "2025-03-06",
    ["Eve Vane (Chair)", "Finn West", "Gia York"],
    ["Hal Zane"],
    [
        (1, "Opening of the meeting"),
        (2, "Quality of advice"),
        (3, "Sufficiency of places"),
    ],
    [
        (2, "AGREED", "Training on writing advice begins in May."),
        (3, "AGREED", "The strategy goes out to consultation."),
    ],
)  # fmt: skip

ACTION_LOG = Made(
    "an action log with numbers of its own after numbered items, actions between decisions",
    [
        ("h", "Rudmere Inclusion Board"),
        ("p", "Minutes of the Rudmere Inclusion Board meeting held on 21 November 2024, 10.00am, "
         "Rudmere Hall"),
        ("p", "Present: Chair of the Board; Head of Inclusion; SENDIASS Manager"),
        ("p", "In attendance: Business Support Officer"),
        ("p", "Apologies: Designated Clinical Officer"),
        ("h", "1. Minutes of the last meeting, 17 October 2024"),
        ("p", "These were accepted."),
        ("h", "2. Exclusions"),
        ("p", "Exclusions have doubled among pupils on support."),
        ("p", "Agreed: A review of managed moves."),
        ("p", "Action 1: Head of Inclusion to name a reviewer by 5 December 2024."),
        ("p", "Agreed: Heads will be asked for their view."),
        ("p", "Action 2: Chair to write to heads."),
        ("h", "3. Advice service"),
        ("p", "Calls rose in September."),
        ("p", "Noted: The service has one vacancy."),
        ("h", "Action log"),
        ("ul", ["1. Head of Inclusion to name a reviewer", "2. Chair to write to heads"]),
    ],
    "Rudmere Inclusion Board",
    "2024-11-21",
    ["Chair of the Board", "Head of Inclusion", "SENDIASS Manager"],
    ["Designated Clinical Officer"],
    [
        (1, "Minutes of the last meeting, 17 October 2024"),
        (2, "Exclusions"),
        (3, "Advice service"),
    ],
    [
        (2, "AGREED", "A review of managed moves."),
        (2, "AGREED", "Heads will be asked for their view."),
        (3, "NOTED", "The service has one vacancy."),
    ],
    ["Business Support Officer"],
)  # fmt: skip

ALL = (NUMBERED_PARAGRAPHS, HEADLESS_TABLE, NUMBER_ABOVE, ACTION_LOG)
