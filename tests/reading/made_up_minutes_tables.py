"""Made-up minutes kept as tables of three to six columns, with narrow and wrapped cells."""

from tests.reading.minutes_forms import Made

FIVE_COLUMNS = Made(
    "five columns with owner and date",
    [
        ("h", "NOTES"),
        (
            "p",
            "Meeting of the Stourbeck Inclusion Partnership Board held in the Corn Exchange, "
            "Stourbeck on Wednesday, 11th September 2024",
        ),
        ("p", "Present: Director of Education; Head of Therapies; Parent Carer Co-Chair"),
        ("p", "Apologies: Head of Finance"),
        (
            "table",
            [
                ["No", "Subject", "Notes", "Decision", "Owner / By when"],
                ["1", "Welcome and introductions", "Members introduced themselves.", "", ""],
                [
                    "2",
                    "Waiting times for speech and language therapy",
                    "The wait stands at 31 weeks. Families asked for one telephone number.",
                    "AGREED: A single telephone number to be opened for families.",
                    "Head of Therapies / 31 October",
                ],
                [
                    "3",
                    "Transport to college after sixteen",
                    "Two routes had been withdrawn without notice.",
                    "NOTED: The withdrawal of two routes in July.",
                    "",
                ],
            ],
        ),
    ],
    body="Stourbeck Inclusion Partnership Board",
    held_on="2024-09-11",
    present=["Director of Education", "Head of Therapies", "Parent Carer Co-Chair"],
    apologies=["Head of Finance"],
    items=[
        (1, "Welcome and introductions"),
        (2, "Waiting times for speech and language therapy"),
        (3, "Transport to college after sixteen"),
    ],
    decisions=[
        (2, "AGREED", "A single telephone number to be opened for families."),
        (3, "NOTED", "The withdrawal of two routes in July."),
    ],
)
FOUR_COLUMNS = Made(
    "four columns numbered from twenty-one",
    [
        ("h", "Minutes"),
        (
            "p",
            "A meeting of the Kelmarsh Children and Families Commission held at the Guildhall, "
            "Kelmarsh on Tuesday, 4th February 2025",
        ),
        ("p", "Present: Lead Member; Chief Nurse; Youth Voice Officer"),
        ("p", "Apologies: none"),
        (
            "table",
            [
                ["Item", "Topic", "Summary of discussion", "Outcome"],
                [
                    "21",
                    "Minutes of 3 December 2024",
                    "No changes.",
                    "AGREED: The minutes as printed.",
                ],
                [
                    "22",
                    "Annual health checks for young people from fourteen",
                    "Take-up had fallen in two districts. The reasons were not known.",
                    "RESOLVED: To ask both districts for the reasons by the next meeting.",
                ],
                ["23", "Any other business", "None.", ""],
            ],
        ),
    ],
    body="Kelmarsh Children and Families Commission",
    held_on="2025-02-04",
    present=["Lead Member", "Chief Nurse", "Youth Voice Officer"],
    apologies=[],
    items=[
        (21, "Minutes of 3 December 2024"),
        (22, "Annual health checks for young people from fourteen"),
        (23, "Any other business"),
    ],
    decisions=[
        (21, "AGREED", "The minutes as printed."),
        (22, "RESOLVED", "To ask both districts for the reasons by the next meeting."),
    ],
)
THREE_COLUMNS = Made(
    "three columns without numbers",
    [
        ("h", "NOTES OF MEETING"),
        ("p", "Meeting: Fallowdale Early Help Delivery Group"),
        ("p", "Date: 18 June 2024"),
        ("p", "Present: Early Help Manager; Health Visitor Lead"),
        ("p", "Apologies: School Nurse Lead"),
        (
            "table",
            [
                ["Agenda item", "Notes", "Action"],
                ["Welcome", "The Early Help Manager opened the meeting.", ""],
                [
                    "Waiting list for parenting courses",
                    "Forty families wait. Rooms are short on Thursdays.",
                    "Agreed: To open a second course in Fallow Bridge.",
                ],
                ["Next steps", "Dates for the autumn were shared.", ""],
            ],
        ),
    ],
    body="Fallowdale Early Help Delivery Group",
    held_on="2024-06-18",
    present=["Early Help Manager", "Health Visitor Lead"],
    apologies=["School Nurse Lead"],
    items=[
        (None, "Welcome"),
        (None, "Waiting list for parenting courses"),
        (None, "Next steps"),
    ],
    decisions=[(None, "AGREED", "To open a second course in Fallow Bridge.")],
)
ALL = (FIVE_COLUMNS, FOUR_COLUMNS, THREE_COLUMNS)
