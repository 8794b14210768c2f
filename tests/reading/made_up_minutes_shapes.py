"""Minutes in shapes far apart from each other: committees, boards, NHS groups, forums."""

from tests.reading.minutes_forms import Made

LETTERED_COMMITTEE = Made(
    "a scrutiny committee: numbers led by letters, co-opted members, RESOLVED with bracketed parts",
    [
        ("h", "MARRINGDON BOROUGH COUNCIL"),
        ("h", "Minutes of the Children and Education Scrutiny Committee"),
        ("p", "Held in Committee Room 1, Town Hall at 6.30pm on Tuesday, 11 June 2019"),
        ("p", "Present: Councillors Abel Marsh (Chair), Gwen Tranter, Idris Cole and Una Peake."),
        ("p", "Also present: Councillor Ros Dale (Cabinet Member for Education)."),
        ("p", "Apologies for absence: Councillor Neil Strand."),
        ("h", "CES12. Declarations of interest"),
        ("p", "There were no declarations."),
        ("h", "CES13. Minutes of the meeting held on 16 April 2019"),
        (
            "p",
            "RESOLVED: That the minutes of the meeting held on 16 April 2019 be signed as a "
            "correct record.",
        ),
        ("h", "CES14. Written statement of action"),
        (
            "p",
            "The Committee received a presentation from the Assistant Director. Members asked "
            "why so few families had been spoken to before the statement was sent.",
        ),
        (
            "p",
            "RESOLVED: That (1) the statement be noted; (2) the Cabinet Member report back in "
            "September on how families are heard; and (3) the data on exclusions be referred to "
            "the Schools Forum.",
        ),
        ("h", "CES15. Work programme"),
        ("p", "RESOLVED: That a visit to the advice service be added to the work programme."),
        ("p", "The meeting closed at 8.05pm."),
    ],
    "Children and Education Scrutiny Committee",
    "2019-06-11",
    [
        "Abel Marsh (Chair)",
        "Gwen Tranter",
        "Idris Cole",
        "Una Peake",
    ],
    ["Councillor Neil Strand"],
    [
        ("CES12", "Declarations of interest"),
        ("CES13", "Minutes of the meeting held on 16 April 2019"),
        ("CES14", "Written statement of action"),
        ("CES15", "Work programme"),
    ],
    [
        (
            "CES13",
            "RESOLVED",
            "That the minutes of the meeting held on 16 April 2019 be signed as a correct record.",
        ),
        ("CES14", "RESOLVED", "the statement be noted"),
        (
            "CES14",
            "RESOLVED",
            "the Cabinet Member report back in September on how families are heard",
        ),
        ("CES14", "RESOLVED", "the data on exclusions be referred to the Schools Forum."),
        ("CES15", "RESOLVED", "That a visit to the advice service be added to the work programme."),
    ],
    ["Councillor Ros Dale (Cabinet Member for Education)"],
)

ACTION_TABLES = Made(
    "a partnership board: head in a table, decisions in words, a table of actions under each item",
    [
        ("h", "Tarn Valley SEND and Inclusion Partnership Board"),
        (
            "table",
            [
                ("Date:", "17 September 2024"),
                ("Venue:", "Meeting Room 3, Dale House"),
                ("Chair:", "Director of Children’s Services"),
            ],
        ),
        (
            "p",
            "Attendees: Director of Children’s Services; Chief Nursing Officer; Parent carer "
            "forum lead; Principal Educational Psychologist",
        ),
        ("p", "Apologies: Designated Medical Officer"),
        ("h", "1. Matters arising from the meeting held on 16 July 2024"),
        ("p", "All actions from the last meeting were complete."),
        ("h", "2. Neurodevelopmental pathway"),
        (
            "p",
            "The Chief Nursing Officer set out three ways to bring waits down. The second costs "
            "least and can start soonest.",
        ),
        ("p", "Decision: The second way will be piloted from January 2025."),
        (
            "table",
            [
                ("Action", "Owner", "By when"),
                ("Write the pilot’s terms", "Chief Nursing Officer", "15 October 2024"),
                ("Tell families who wait", "Parent carer forum lead", "31 October 2024"),
            ],
        ),
        ("h", "3. Preparing for adulthood"),
        ("p", "The Board discussed the lack of supported internships."),
        ("p", "Decision: Two employers will be approached before half term."),
        (
            "table",
            [
                ("Action", "Owner", "By when"),
                ("Draw up a list of employers", "Director of Children’s Services", "1 October"),
            ],
        ),
        ("h", "4. Date of next meeting"),
        ("p", "19 November 2024"),
    ],
    "Tarn Valley SEND and Inclusion Partnership Board",
    "2024-09-17",
    [
        "Director of Children’s Services",
        "Chief Nursing Officer",
        "Parent carer forum lead",
        "Principal Educational Psychologist",
    ],
    ["Designated Medical Officer"],
    [
        (1, "Matters arising from the meeting held on 16 July 2024"),
        (2, "Neurodevelopmental pathway"),
        (3, "Preparing for adulthood"),
        (4, "Date of next meeting"),
    ],
    [
        (2, "AGREED", "The second way will be piloted from January 2025."),
        (3, "AGREED", "Two employers will be approached before half term."),
    ],
)

NHS_GROUP = Made(
    "an NHS group: notes of a meeting, year before number, Agreed and Action labels",
    [
        (
            "p",
            "Notes of the Children and Young People’s SEND Steering Group held on Thursday 6 "
            "February 2025 via Microsoft Teams",
        ),
        ("p", "Present:"),
        (
            "table",
            [
                ("Name", "Title", "Organisation"),
                ("Ivy Strong (IS)", "Associate Director (Chair)", "NHS Fellmarsh ICB"),
                ("Omar Leith (OL)", "Service Manager", "Fellmarsh Community Trust"),
                ("Pat Quill (PQ)", "Head of SEND", "Fellmarsh Council"),
            ],
        ),
        ("p", "Apologies:"),
        ("p", "Dr Nell Frame, Sue Blackett"),
        ("h", "25/011 Welcome and apologies"),
        ("p", "IS welcomed everybody."),
        ("h", "25/012 Notes of the meeting held on 9 January 2025"),
        ("p", "Agreed: The notes were accepted as accurate."),
        ("h", "25/013 Speech and language therapy"),
        ("p", "OL said that 140 children wait longer than 18 weeks; two posts stand empty."),
        ("p", "Agreed: OL to bring a staffing forecast in April."),
        ("p", "Action: OL to circulate the waiting list by locality."),
        ("h", "25/014 Any other business"),
        ("p", "PQ raised the survey of schools."),
        ("p", "Noted: The survey closes on 28 February 2025."),
        ("p", "Date of next meeting: 6 March 2025"),
    ],
    "Children and Young People’s SEND Steering Group",
    "2025-02-06",
    ["Ivy Strong (IS)", "Omar Leith (OL)", "Pat Quill (PQ)"],
    ["Dr Nell Frame", "Sue Blackett"],
    [
        ("25/011", "Welcome and apologies"),
        ("25/012", "Notes of the meeting held on 9 January 2025"),
        ("25/013", "Speech and language therapy"),
        ("25/014", "Any other business"),
    ],
    [
        ("25/012", "AGREED", "The notes were accepted as accurate."),
        ("25/013", "AGREED", "OL to bring a staffing forecast in April."),
        ("25/014", "NOTED", "The survey closes on 28 February 2025."),
    ],
)

BARE_HEADINGS = Made(
    "headings without numbers, decisions in running words of several kinds",
    [
        ("h", "Harle and Wend Local Area Partnership"),
        ("h", "SEND Leadership Board"),
        ("p", "Minutes of the meeting held on 22 May 2024 at 9.30am at the Wend Centre"),
        (
            "p",
            "Present: Chief Executive (Chair), Director of Education, Director of Nursing, "
            "Forum co-chair",
        ),
        ("p", "Apologies: Director of Public Health"),
        ("h", "Welcome and apologies"),
        ("p", "The Chair welcomed members to the first meeting in person since the winter."),
        ("h", "Minutes of the last meeting"),
        ("p", "The Board approved the minutes of 20 March 2024 as a correct record."),
        ("h", "Progress against the priority action plan"),
        (
            "p",
            "The Director of Education took members through the highlight report. Four actions "
            "have slipped, all of them in the third priority. Members asked what help the fourth "
            "workstream needs.",
        ),
        ("p", "The Board agreed that the third priority be looked at in depth in June."),
        ("h", "Risk register"),
        ("p", "The register was presented. One risk is new."),
        ("p", "The Board endorsed the mitigation for the new risk."),
        ("h", "Close"),
        ("p", "The meeting ended at 11.20am."),
    ],
    "SEND Leadership Board",
    "2024-05-22",
    ["Chief Executive (Chair)", "Director of Education", "Director of Nursing", "Forum co-chair"],
    ["Director of Public Health"],
    [
        (None, "Welcome and apologies"),
        (None, "Minutes of the last meeting"),
        (None, "Progress against the priority action plan"),
        (None, "Risk register"),
        (None, "Close"),
    ],
    [
        (None, "AGREED", "approved the minutes of 20 March 2024 as a correct record."),
        (None, "AGREED", "the third priority be looked at in depth in June."),
        (None, "AGREED", "endorsed the mitigation for the new risk."),
    ],
)

LETTERS_FOR_NUMBERS = Made(
    "items by letter, head on one line, attendance by initials",
    [
        ("h", "Dunmere SEND Operational Group"),
        ("p", "Date: 3 July 2024 Time: 10.00am Venue: Teams"),
        ("p", "Attendees: JB (Chair), KL, POH, SR, TW"),
        ("p", "Apologies: AM, CD"),
        ("p", "Minutes"),
        ("h", "A. Welcome and apologies"),
        ("p", "JB opened the meeting and thanked SR for stepping in."),
        ("h", "B. Action log"),
        ("p", "Six of nine actions are closed. Three carry over."),
        ("h", "C. Annual reviews"),
        ("p", "KL reported that 212 reviews are late. IT WAS AGREED that a recovery plan be "
         "brought to the next meeting."),
        ("h", "D. Transport"),
        ("p", "POH explained the new policy. IT WAS AGREED to ask families about it in the autumn "
         "survey."),
        ("h", "E. Any other business"),
        ("p", "There was none."),
    ],
    "Dunmere SEND Operational Group",
    "2024-07-03",
    ["JB (Chair)", "KL", "POH", "SR", "TW"],
    ["AM", "CD"],
    [
        ("A", "Welcome and apologies"),
        ("B", "Action log"),
        ("C", "Annual reviews"),
        ("D", "Transport"),
        ("E", "Any other business"),
    ],
    [
        ("C", "AGREED", "a recovery plan be brought to the next meeting."),
        ("D", "AGREED", "to ask families about it in the autumn survey."),
    ],
)  # fmt: skip

ALL = (LETTERED_COMMITTEE, ACTION_TABLES, NHS_GROUP, BARE_HEADINGS, LETTERS_FOR_NUMBERS)
