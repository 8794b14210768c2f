"""More ways in which inspectors' letters name the area, their sections and what they ask for."""

from tests.reading.made_up_letters import FIRST, REQUIRED, Return, Turn

UNNAMED = FIRST.replace("the local area of Wexmoor", "the local area")
SUBJECT = "Joint local area SEND inspection"


def _area(name: str, subject: str, first: str = UNNAMED) -> Turn:
    return Turn(name, subject=subject, first=first)


AREAS = (
    _area("subject: area after a comma", "Joint local area SEND inspection, Wexmoor"),
    _area("subject: area first", "Wexmoor: joint local area SEND inspection"),
    _area("subject: area with a comma first", "Wexmoor local area, joint SEND inspection"),
    _area("subject: in full words", "Joint local area special educational needs and/or "
          "disabilities inspection in Wexmoor"),
    _area("subject: arrangements", "Inspection of special educational needs and disabilities "
          "arrangements in Wexmoor"),
    _area("subject: area's effectiveness", "Joint inspection of Wexmoor’s effectiveness in "
          "meeting special educational needs and/or disabilities"),
    _area("subject: labelled area", "Joint local area SEND inspection\nLocal area: Wexmoor"),
    _area("subject: area in brackets", "Joint local area SEND inspection (Wexmoor)"),
    _area("subject in capitals", "JOINT LOCAL AREA SEND INSPECTION IN WEXMOOR", FIRST),
    _area("first: visited the area", SUBJECT, "Between 4 and 8 February 2019, inspectors from "
          "Ofsted and the Care Quality Commission (CQC) visited the Wexmoor area to judge how well "
          "it has put the reforms into practice."),
    _area("first: possessive", SUBJECT, "Between 4 and 8 February 2019, Ofsted and the Care "
          "Quality Commission (CQC) inspected Wexmoor’s local area to judge how well it meets "
          "needs."),
    _area("first: in Wexmoor", SUBJECT, "Between 4 and 8 February 2019, Ofsted and the Care "
          "Quality Commission (CQC) carried out a joint inspection to judge how well services in "
          "Wexmoor meet the needs of children and young people."),
    _area("first: how well Wexmoor", SUBJECT, "Ofsted and the Care Quality Commission carried "
          "out an inspection from 4 to 8 February 2019 to find out how well Wexmoor identifies and "
          "meets needs."),
    _area("first: a place of the address", SUBJECT, "Ofsted and the Care Quality Commission (CQC) "
          "carried out an inspection from 4 to 8 February 2019. It looked at what it is like to "
          "grow up with special educational needs in Wexmoor and what has changed."),
    _area("first: across", SUBJECT, "Between 4 and 8 February 2019, Ofsted and the Care Quality "
          "Commission (CQC) looked at how well partners across Wexmoor carry out the reforms. "
          "This was a joint inspection."),
    _area("first: Wexmoor's arrangements", SUBJECT, "Ofsted and the Care Quality Commission (CQC) "
          "carried out a joint inspection of Wexmoor’s arrangements for children and young people "
          "with special educational needs from 4 to 8 February 2019."),
)  # fmt: skip

ADDRESSED = _area("only those written to", SUBJECT)

HEADINGS = (
    Turn("dashes", mark="-", listed="-"),
    Turn("short dashes", mark="–", listed="–"),
    Turn("stars", mark="*", listed="*"),
    Turn("what is going well", strengths="What is going well", develop="What could be better"),
    Turn("positives", strengths="Positive aspects", develop="Areas to develop further"),
    Turn("strong practice", strengths="Strong practice", develop="Aspects requiring improvement"),
    Turn("strengths identified", strengths="Strengths identified by inspectors",
         develop="Areas for development identified by inspectors"),
    Turn("weaker areas", strengths="Strengths", develop="Areas of weakness"),
    Turn("bold marks", strengths="**Strengths**", develop="**Areas for development**"),
    Turn("capital headings", strengths="STRENGTHS", develop="AREAS FOR DEVELOPMENT"),
    Turn("numbered headings", strengths="1.1 Strengths", develop="1.2 Areas for development"),
)  # fmt: skip

_SECTIONS = (
    "The effectiveness of the local area in identifying children and young people’s special\n"
    "educational needs and/or disabilities",
    "The effectiveness of the local area in assessing and meeting the needs of children and young\n"
    "people with special educational needs and/or disabilities",
    "The effectiveness of the local area in improving outcomes for children and young people with\n"
    "special educational needs and/or disabilities",
)

RENAMED = {
    "SEND": (
        "The effectiveness of the local area in identifying SEND",
        "The effectiveness of the local area in assessing and meeting the needs of children and "
        "young people with SEND",
        "The effectiveness of the local area in improving outcomes for those with SEND",
    ),
    "how effectively": (
        "How effectively does the local area identify children and young people with SEND?",
        "How effectively does the local area assess and meet needs?",
        "How effectively does the local area improve outcomes?",
    ),
    "how well": (
        "How well the area identifies children and young people’s needs",
        "How well the area meets children and young people’s needs",
        "How well the area improves outcomes for children and young people",
    ),
    "short": ("Identifying needs", "Assessing and meeting needs", "Improving outcomes"),
    "short in full": (
        "Identification of special educational needs and disabilities",
        "Assessment and meeting of needs",
        "Improvement of outcomes",
    ),
    "question letters": (
        "A. The effectiveness of the local area in identifying needs",
        "B. The effectiveness of the local area in meeting needs",
        "C. The effectiveness of the local area in improving outcomes",
    ),
}

CLOSINGS = (
    Turn("areas of concern", closing="The inspection raises significant concerns about the "
         "effectiveness of the local area. A Written Statement of Action must address:"),
    Turn("to explain", closing="The local area is required to produce and submit a written "
         "statement of action to Ofsted. This should explain how the local area will tackle the "
         "areas of significant weakness below."),
    Turn("priority weaknesses", closing="The Written Statement of Action should set out how "
         "leaders will tackle these significant weaknesses:"),
    Turn("determined by", required=REQUIRED.replace("are jointly responsible for submitting",
         "share responsibility for submitting")),
    Turn("jointly", required=REQUIRED.replace("HMCI has also determined that the local authority "
         "and the area’s clinical commissioning group are jointly responsible for submitting the "
         "written statement to Ofsted.", "The local authority and the area’s clinical "
         "commissioning group are jointly responsible for submitting the written statement to "
         "Ofsted.")),
    Turn("required to submit jointly", required=REQUIRED.replace("HMCI has also determined that "
         "the local authority and the area’s clinical commissioning group are jointly responsible "
         "for submitting the written statement to Ofsted.", "Wexmoor Council and NHS Wexmoor "
         "Clinical Commissioning Group must jointly submit the statement to Ofsted.")),
)  # fmt: skip

RETURNS = (
    Return("weakness in bold words", mark="", opening="{n}. {weakness}",
           good="Sufficient progress made", bad="Insufficient progress made"),
    Return("dashes", mark="- "),
    Return("progress has been sufficient",
           good="Overall, progress against this weakness has been sufficient.",
           bad="Overall, progress against this weakness has not been sufficient."),
    Return("area named in the subject only", subject="Joint area SEND revisit: Wexmoor",
           visited="returned to decide whether sufficient progress has been made in addressing "
           "each of the areas of significant weakness."),
    Return("the area of significant weakness was",
           opening="The area of significant weakness identified in 2019 was {weakness}."),
    Return("in our letter", opening="Our letter of April 2019 identified {weakness}."),
    Return("findings renamed", heading="Findings"),
)  # fmt: skip


def renamed(text: str, titles: tuple[str, str, str]) -> str:
    """Return a letter with other words for its three sections."""
    for usual, title in zip(_SECTIONS, titles, strict=True):
        assert usual in text
        text = text.replace(usual, title)
    return text
