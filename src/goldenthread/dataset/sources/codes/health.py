"""Code lists of the National Health Service: persons, mental health and community services.

Days of validity follow the versions of the Mental Health Services Data Set: version 5 from
1 October 2021, version 6 from 1 April 2024. The tables that were read begin with version 4, in
April 2019: a code that stood there at their beginning has no first day here.
"""

from datetime import date

from goldenthread.dataset.sources.shape import Code, CodeList

VERSION_5, VERSION_6 = date(2021, 10, 1), date(2024, 4, 1)
END_OF_4, END_OF_5 = date(2021, 9, 30), date(2024, 3, 31)

MONTHLY = (
    "Reference tables in NHS England's public code for its mental health statistics, with the "
    "first and the last month of each code"
)


def listed(text: str, since: date | None = None, until: date | None = None) -> tuple[Code, ...]:
    """Return the codes of a text with one code and its words on each line."""
    pairs = (line.strip().split(" ", 1) for line in text.strip().splitlines())
    return tuple(Code(code, words, since, until) for code, words in pairs)


SEX = CodeList(
    "Person stated gender code",
    listed(
        """
        1 Male
        2 Female
        9 Indeterminate (unable to be classified as either male or female)
        X Not known (not recorded)
        """
    ),
    "NHS Data Model and Dictionary, PERSON STATED GENDER CODE "
    "(datadictionary.nhs.uk/data_elements/person_stated_gender_code.html)",
)

ETHNICITY = CodeList(
    "Ethnic category of the 2001 census",
    listed(
        """
        A White: British
        B White: Irish
        C Any other White background
        D White and Black Caribbean
        E White and Black African
        F White and Asian
        G Any other mixed background
        H Indian
        J Pakistani
        K Bangladeshi
        L Any other Asian background
        M Caribbean
        N African
        P Any other Black background
        R Chinese
        S Any other ethnic group
        Z Not stated
        99 Not known
        """
    ),
    "NHS Data Model and Dictionary, ETHNIC CATEGORY, as listed in the metadata of the data "
    "quality dashboard of the Mental Health Services Data Set",
)

NHS_NUMBER_STATUS = CodeList(
    "NHS number status indicator code",
    listed(
        """
        01 Number present and verified
        02 Number present but not traced
        03 Trace required
        04 Trace attempted: no match or several matches found
        05 Trace needs to be resolved: the number or the person's details conflict
        06 Trace in progress
        07 Number not present and trace not required
        08 Trace postponed (baby under six weeks old)
        """
    ),
    "NHS Data Model and Dictionary, NHS NUMBER STATUS INDICATOR CODE, as published by HL7 UK "
    "(CareConnect-NHSNumberVerificationStatus-1)",
)

REFERRED_BY = CodeList(
    "Source of referral for mental health",
    listed(
        """
        A1 Primary health care: general practice
        A2 Primary health care: health visitor
        A3 Other primary health care
        A4 Primary health care: maternity service
        B1 Self
        B2 Carer or relative
        C1 Local authority: social services
        C2 Local authority: education service or establishment
        C3 Local authority: housing service
        D1 Employer
        D2 Employer: occupational health
        E1 Justice system: police
        E2 Justice system: courts
        E3 Justice system: probation
        E4 Justice system: prison
        E5 Justice system: court liaison and diversion
        E6 Justice system: youth offending team
        F1 Child health: school nurse
        F2 Child health: hospital paediatrics
        F3 Child health: community paediatrics
        G1 Independent sector: medium secure inpatients
        G2 Independent sector: low secure inpatients
        G3 Other independent sector mental health services
        G4 Voluntary sector
        H1 Acute secondary care: emergency department
        H2 Other secondary care specialty
        I1 Temporary transfer from another mental health trust
        I2 Permanent transfer from another mental health trust
        M1 Asylum services
        M2 Telephone or electronic access service
        M3 Out of area agency
        M4 Drug action team or drug misuse agency
        M5 Jobcentre Plus
        M6 Other service or agency
        M7 Single point of access
        M8 Debt agency
        P1 Internal referral
        Q1 Mental health drop-in service
        """
    ),
    "SOURCE OF REFERRAL FOR MENTAL HEALTH as labelled in NHS England's public dashboard code; "
    "the list itself was not obtained, so a code that is not here is asked about",
    complete=False,
)

REFERRED_FOR = CodeList(
    "Primary reason for referral (mental health)",
    listed(
        """
        01 (Suspected) first episode psychosis
        02 Ongoing or recurrent psychosis
        03 Bipolar disorder
        04 Depression
        05 Anxiety
        06 Obsessive compulsive disorder
        07 Phobias
        08 Organic brain disorder
        09 Drug and alcohol difficulties
        10 Unexplained physical symptoms
        11 Post-traumatic stress disorder
        12 Eating disorders
        13 Perinatal mental health issues
        14 Personality disorders
        15 Self-harm behaviours
        16 Conduct disorders
        18 In crisis
        19 Relationship difficulties
        20 Gender discomfort issues
        21 Attachment difficulties
        22 Self-care issues
        23 Adjustment to health issues
        24 Neurodevelopmental conditions, excluding autism
        25 Suspected autism
        26 Diagnosed autism
        27 Preconception perinatal mental health concern
        28 Gambling disorder
        29 Community perinatal mental health partner assessment
        30 Behaviours that challenge due to a learning disability
        """
    )
    + listed("31 Employment support", VERSION_6),
    MONTHLY + " (table ref_reason_desc); codes before version 5 were not obtained",
    complete=False,
)

PRIORITY = CodeList(
    "Clinical response priority type",
    listed(
        """
        1 Emergency
        2 Urgent or serious
        3 Routine
        4 Very urgent
        """
    ),
    "CLINICAL RESPONSE PRIORITY TYPE as labelled in NHS England's public code for urgent and "
    "emergency mental health",
    complete=False,
)

TEAM = CodeList(
    "Service or team type referred to (mental health)",
    listed(
        """
        A01 Day care service
        A02 Crisis resolution team or home treatment service
        A05 Primary care mental health service
        A06 Community mental health team: functional
        A07 Community mental health team: organic
        A08 Assertive outreach team
        A09 Community rehabilitation service
        A10 General psychiatry service
        A11 Psychiatric liaison service
        A12 Psychotherapy service
        A13 Psychological therapy service
        A14 Early intervention team for psychosis
        A15 Young onset dementia team
        A16 Personality disorder service
        A17 Memory service, clinic or drop-in
        A18 Single point of access service
        A19 24/7 crisis response line
        A20 Health based place of safety
        A21 Crisis café, safe haven or sanctuary
        A22 Walk-in crisis assessment unit
        A23 Psychiatric decision unit
        A24 Acute day service
        A25 Crisis house
        B01 Forensic mental health service
        B02 Forensic learning disability service
        C01 Autism service
        C02 Specialist perinatal mental health community service
        C04 Neurodevelopment team
        C05 Paediatric liaison service
        C06 Looked after children service
        C07 Youth offending service
        C08 Acquired brain injury service
        C10 Community eating disorder service
        D01 Substance misuse team
        D02 Criminal justice liaison and diversion service
        D03 Prison psychiatric inreach service
        D04 Asylum service
        D05 Individual placement and support service
        D06 Mental health in education service
        D07 Problem gambling service
        D08 Rough sleeping service
        E01 Community team for learning disabilities
        E02 Epilepsy or neurological service
        E03 Specialist parenting service
        E04 Enhanced or intensive support service
        """
    )
    + listed(
        """
        A03 Crisis resolution team
        A04 Home treatment service
        """,
        until=END_OF_4,
    )
    + listed(
        """
        F01 Mental health support team in education
        F02 Maternal mental health service
        F03 Mental health services for Deaf people
        F05 Enhanced care in care homes team
        F06 Mental health and wellbeing hub
        Z01 Other mental health service, in scope of the national tariff
        Z02 Other mental health service, out of scope of the national tariff
        """,
        VERSION_5,
    )
    + listed("F04 Veterans complex treatment service", VERSION_5, END_OF_5),
    MONTHLY + " (table serv_team_type_ref_to_desc)",
    complete=False,
)

ATTENDANCE = CodeList(
    "Attendance status",
    listed(
        """
        5 Attended on time or, if late, before the professional was ready
        6 Arrived late but was seen
        7 Arrived late and could not be seen
        2 Cancelled by, or on behalf of, the patient
        3 Did not attend, no advance warning given
        4 Cancelled or postponed by the provider
        """
    ),
    "NHS Data Model and Dictionary, ATTENDED OR DID NOT ATTEND CODE (ATTENDANCE STATUS from "
    "version 6), as listed in NHS England's mental health bulletin code",
)

MECHANISM = CodeList(
    "Consultation mechanism",
    listed(
        """
        01 Face to face
        02 Telephone
        04 Talk type for a person unable to speak
        05 Email
        98 Other
        """
    )
    + listed(
        """
        03 Telemedicine web camera
        06 Text message
        """,
        until=END_OF_4,
    )
    + listed(
        """
        09 Text message (asynchronous)
        10 Instant messaging (synchronous)
        11 Video consultation
        12 Message board (asynchronous)
        13 Chat room (synchronous)
        """,
        VERSION_5,
    ),
    MONTHLY + " (ConsMechanismMH_dim)",
    complete=False,
)

BED = CodeList(
    "Mental health admitted patient classification",
    listed(
        """
        10 Acute adult mental health care
        12 Adult psychiatric intensive care unit
        13 Adult eating disorders
        15 Adult learning disabilities
        19 Adult low secure
        20 Adult medium secure
        23 General child and young person: child
        24 General child and young person: young person
        25 Eating disorders: young person (13 and over)
        26 Eating disorders: child (12 and under)
        27 Child and young person low secure mental illness
        28 Child and young person medium secure mental illness
        29 Child mental health services for the Deaf
        30 Child and young person learning disabilities or autism
        31 Child and young person low secure learning disabilities
        32 Child and young person medium secure learning disabilities
        33 Severe obsessive compulsive and body dysmorphic disorder: young person
        34 Child and young person psychiatric intensive care unit
        """,
        until=END_OF_5,
    )
    + listed(
        """
        200 Acute adult mental health care
        202 Adult psychiatric intensive care unit
        203 Adult eating disorders
        205 Acute unit for adults with a learning disability or autism
        206 Adult low secure
        207 Adult medium secure
        300 General child and young person: child (up to 12)
        301 General child and young person: young person (13 to 17)
        302 Eating disorders: child and young person
        303 Child and young person low secure mental illness
        304 Child and young person medium secure mental illness
        305 Child mental health services for the Deaf
        306 Child and young person low secure learning disabilities
        307 Child and young person medium secure learning disabilities
        308 Severe obsessive compulsive and body dysmorphic disorder: young person
        309 Child and young person psychiatric intensive care unit
        310 Child and young person learning disabilities
        311 Child and young person autism
        """,
        VERSION_6,
    ),
    MONTHLY + " (table hosp_bed_desc); adult wards that no young person enters are left out",
    complete=False,
)
