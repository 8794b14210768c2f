"""Made-up letters of inspectors in other words and layouts than the usual ones."""

from dataclasses import dataclass

HEAD = """Ofsted
Piccadilly Gate
Store Street
Manchester
M1 2WD

{date}

{to}

{dear}

{subject}

{first}

{required}

This letter outlines our findings from the inspection, including some areas of strength and areas
for further improvement.
"""

TO = """Mr A Sample, Director of Children’s Services, Wexmoor Council
Ms B Sample, Accountable Officer, NHS Wexmoor Clinical Commissioning Group"""

REQUIRED = (
    "As a result of the findings of this inspection and in accordance with the Children Act 2004 "
    "(Joint Area Reviews) Regulations 2015, Her Majesty’s Chief Inspector (HMCI) has determined "
    "that a Written Statement of Action (WSoA) is required because of significant areas of "
    "weakness in the area’s practice. HMCI has also determined that the local authority and the "
    "area’s clinical commissioning group are jointly responsible for submitting the written "
    "statement to Ofsted."
)
FIRST = (
    "Between 4 and 8 February 2019, Ofsted and the Care Quality Commission (CQC) carried out a "
    "joint inspection of the local area of Wexmoor to judge how well the area has put the reforms "
    "of the Children and Families Act 2014 into practice."
)

FINDINGS = """Main findings

{m} Leaders know what needs to change. They have been open with families about the delays, and a
  new board oversees the work.
{m} The quality of education, health and care plans differs too much from one school to the next.
  {foot}{m} Families of children under five get help early, because health visitors and nurseries
  work closely together.
{m} Young people told inspectors that they do not know who can help them after they leave school.

The effectiveness of the local area in identifying children and young people’s special
educational needs and/or disabilities

{strengths}

{m} Health visitors complete nearly all of the two-year checks on time.
{m} Early years practitioners are well trained, and they spot needs at a young
  {foot}age.

{develop}

{m} Waiting times for an autism assessment are far too long.
{m} The needs of some older pupils are missed:

The effectiveness of the local area in assessing and meeting the needs of children and young
people with special educational needs and/or disabilities

{strengths}

{m} Short breaks are valued by parents and carers.

{develop}

{m} Plans are often late; annual reviews later still.
{m} Therapists’ advice does not reach schools quickly enough. As a result, pupils wait for the help
  {foot}that they need.

The effectiveness of the local area in improving outcomes for children and young people with
special educational needs and/or disabilities

{strengths}

{m} More young people move into supported internships.

{develop}

{m} Rates of exclusion are high.

{closing}

{weaknesses}

Yours sincerely

A Sample
Her Majesty’s Inspector
"""

WEAK = (
    "the poor quality of too many education, health and care plans, and of their annual reviews",
    "the long waits for autism assessments across the whole of the local area",
    "the lack of a shared understanding of outcomes between partners",
)


@dataclass(frozen=True)
class Turn:
    """One way in which a letter may be worded or laid out; what is not given stays usual."""

    name: str
    dear: str = "Dear Mr Sample and Ms Sample"
    subject: str = "Joint local area SEND inspection in Wexmoor"
    first: str = FIRST
    required: str = REQUIRED
    mark: str = "•"
    strengths: str = "Strengths"
    develop: str = "Areas for development"
    closing: str = (
        "The local area is required to produce and submit a Written Statement of Action to Ofsted "
        "that explains how it will tackle the following areas of significant weakness:"
    )
    listed: str = "•"
    foot: str = ""
    to: str = TO


def lettered(at: int, how: str) -> str:
    """Return the marker of one weakness: a bullet, `1.`, `(a)` or `i.`."""
    return {
        "1.": f"{at}.",
        "(a)": f"({'abc'[at - 1]})",
        "i.": f"{('i', 'ii', 'iii')[at - 1]}.",
        "1)": f"{at})",
    }.get(how, how)


def letter(turn: Turn) -> str:
    """Return the letter as text; a page break stands where `foot` is put."""
    weak = "\n".join(f"{lettered(at, turn.listed)} {w}" for at, w in enumerate(WEAK, 1))
    pages = 0

    def foot() -> str:
        nonlocal pages
        pages += 1
        return turn.foot.format(page=pages)

    text = FINDINGS.format(
        m=turn.mark,
        foot="@@",
        strengths=turn.strengths,
        develop=turn.develop,
        closing=turn.closing,
        weaknesses=weak + ".",
    )
    while "@@" in text:
        text = text.replace("@@", foot(), 1)
    head = HEAD.format(
        date="11 April 2019",
        to=turn.to,
        dear=turn.dear,
        subject=turn.subject,
        first=turn.first,
        required=turn.required,
    )
    return head + "\n" + text


TURNS = (
    Turn("usual"),
    Turn("dear colleagues", dear="Dear colleagues"),
    Turn("joint area SEND inspection in", subject="Joint area SEND inspection in Wexmoor"),
    Turn("subject with a colon", subject="Local area SEND inspection: Wexmoor"),
    Turn("subject with a dash", subject="Joint local area SEND inspection – Wexmoor"),
    Turn("subject in full words", subject="Re: Inspection of the Wexmoor local area’s "
         "effectiveness in meeting special educational needs"),
    Turn("subject names the local area",
         subject="Joint inspection of SEND in the Wexmoor local area"),
    Turn("subject names nothing", subject="Joint local area SEND inspection",
         first=FIRST.replace("the local area of Wexmoor to judge", "Wexmoor local area to judge")),
    Turn("first paragraph: inspection of X", subject="Joint local area SEND inspection",
         first="From 4 to 8 February 2019, Ofsted and the Care Quality Commission (CQC) visited "
         "Wexmoor to inspect how effectively the local area identifies and meets needs."),
    Turn("the Wexmoor local area", subject="Joint local area SEND inspection",
         first="Ofsted and the Care Quality Commission (CQC) inspected the Wexmoor local area "
         "between 4 February and 8 February 2019. We looked at how well it has put the "
         "reforms of 2014 into practice."),
    Turn("must produce", closing="The local area must produce a Written Statement of Action that "
         "sets out how it will address these areas of significant weakness:"),
    Turn("HMCI in the closing", closing="HMCI has determined that a Written Statement of Action "
         "(WSoA) is required. It must address the following areas of significant concern:"),
    Turn("numbered weaknesses", listed="1."),
    Turn("lettered weaknesses", listed="(a)"),
    Turn("roman weaknesses", listed="i."),
    Turn("bracketed numbers", listed="1)"),
    Turn("weaknesses under a heading", closing="Areas of significant weakness"),
    Turn("what works well", strengths="What works well", develop="What needs to improve"),
    Turn("areas for improvement", strengths="Key strengths", develop="Areas for improvement"),
    Turn("areas of strength", strengths="Areas of strength:",
         develop="Areas requiring improvement:"),
    Turn("strengths in a sentence", strengths="Strengths of the area",
         develop="Areas where the area needs to improve"),
    Turn("page n of m", foot="\nPage {page} of 5\n\f"),
    Turn("running footer", foot="\nInspection letter: Wexmoor    Page {page}\n\f"),
    Turn("footer with address", foot="\nOfsted is proud to use recycled paper\n\n{page}\n\n\f"),
    Turn("page number between dashes", foot="\n– {page} –\n\f"),
    Turn("footer and header", foot="\nWexmoor Council\n{page}\n\fJoint local area SEND inspection "
         "in Wexmoor\n\n"),
)  # fmt: skip

REVISIT = """Ofsted

14 July 2022

{to}

{dear}

{subject}

Between 16 May 2022 and 18 May 2022, Ofsted and the Care Quality Commission (CQC) {visited}

As a result of the findings of the initial inspection, Her Majesty’s Chief Inspector (HMCI)
determined that a written statement of action (WSoA) was required because of significant areas of
weakness in the area’s practice. HMCI determined that the local authority and the area’s clinical
commissioning group were jointly responsible for submitting the written statement to Ofsted. This
was declared fit for purpose on 2 September 2019.

{overall}

{heading}

{body}

{closing}

Yours sincerely

A Sample
His Majesty’s Inspector
"""

SAID = (
    ("the poor quality of too many plans", "Plans are written more clearly and in better time. "
     "However, annual reviews are still late for many pupils."),
    ("the long waits for autism assessments", "Waiting times have not come down. Parents told us "
     "that they have lost hope."),
    ("the lack of a shared understanding of outcomes", "Partners have agreed one set of outcomes. "
     "Staff use it well."),
)  # fmt: skip


@dataclass(frozen=True)
class Return:
    """One way in which a revisit letter may be worded or laid out."""

    name: str
    opening: str = "The initial inspection found that there was {weakness}."
    good: str = "Sufficient progress has been made in addressing this significant weakness."
    bad: str = "Sufficient progress has not been made in addressing this significant weakness."
    mark: str = "◼ "
    subject: str = "Joint area SEND revisit in Wexmoor"
    visited: str = (
        "revisited the area of Wexmoor to decide whether sufficient progress has been made in "
        "addressing each of the areas of significant weakness."
    )
    heading: str = "Main findings"
    overall: str = (
        "The area has made sufficient progress in addressing two of the three significant "
        "weaknesses identified at the initial inspection. The area has not made sufficient "
        "progress in addressing one significant weakness."
    )
    judged_first: bool = False
    dear: str = "Dear Mr Sample and Ms Sample"


def revisit(turn: Return) -> str:
    """Return the revisit letter as text."""
    blocks = []
    for at, (weakness, said) in enumerate(SAID, 1):
        judged = turn.bad if at == 2 else turn.good
        opening = turn.mark.format(n=at) + turn.opening.format(weakness=weakness, n=at)
        inner = [judged, said] if turn.judged_first else [said, judged]
        blocks.append("\n\n".join([opening, *inner]))
    return REVISIT.format(
        to=TO,
        dear=turn.dear,
        subject=turn.subject,
        visited=turn.visited,
        overall=turn.overall,
        heading=turn.heading,
        body="\n\n".join(blocks),
        closing=(
            "The area has made sufficient progress in addressing two of the three significant "
            "weaknesses. As not all the significant weaknesses have improved, it is for DfE and "
            "NHS England to determine the next steps. Ofsted and CQC will not carry out any "
            "further revisit visits unless directed to do so by the Secretary of State."
        ),
    )


RETURNS = (
    Return("usual"),
    Return("the area has",
           good="The area has made sufficient progress in addressing this weakness.",
           bad="The area has not made sufficient progress in addressing this weakness."),
    Return("the local area has improved", good="The local area has made sufficient progress to "
           "improve this area of significant weakness.",
           bad="The local area has not made sufficient progress to improve this area of "
           "significant weakness."),
    Return("insufficient", bad="There has been insufficient progress against this weakness.",
           good="There has been sufficient progress against this weakness."),
    Return("leaders have made", good="Leaders have made sufficient progress in this area.",
           bad="Leaders have not made sufficient progress in this area."),
    Return("progress is sufficient", good="Progress in addressing this weakness is sufficient.",
           bad="Progress in addressing this weakness is not sufficient."),
    Return("enough", good="Enough progress has been made to address this concern.",
           bad="Not enough progress has been made to address this concern."),
    Return("label", good="Judgement: sufficient progress", bad="Judgement: insufficient progress"),
    Return("label, short", good="Sufficient progress made.", bad="Sufficient progress not made."),
    Return("judged first", judged_first=True),
    Return("judged first under a numbered heading", mark="", opening="Weakness {n}: {weakness}",
           judged_first=True, good="The area has made sufficient progress.",
           bad="The area has not made sufficient progress."),
    Return("numbered headings", mark="{n}. ", opening="{weakness}"),
    Return("area of weakness heading", mark="",
           opening="Area of significant weakness {n}: {weakness}"),
    Return("colon", opening="At the initial inspection, inspectors found the following:\n\n"
           "{weakness}."),
    Return("the 2019 inspection", opening="The 2019 inspection found {weakness}."),
    Return("inspectors in 2019", mark="• ", opening="In 2019, inspectors found {weakness}."),
    Return("findings", heading="Our findings"),
    Return("subject colon", subject="Local area SEND revisit: Wexmoor", dear="Dear colleagues"),
    Return("subject dash", subject="Joint area SEND re-visit – Wexmoor",
           visited="visited the Wexmoor local area again to decide whether sufficient progress had "
           "been made."),
)  # fmt: skip
