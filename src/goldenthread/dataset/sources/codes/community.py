"""Code lists of community health services, health visiting and number tracing."""

from goldenthread.dataset.sources.codes.health import listed
from goldenthread.dataset.sources.shape import CodeList

SERVICE = CodeList(
    "Service or team type referred to (community care)",
    listed(
        """
        01 Appliances
        02 Arts therapy
        03 Cancer
        04 Cardiac
        05 Community dental
        06 Community paediatrics
        07 Continence
        09 Counselling
        10 Dermatology
        11 Diabetes
        12 District nursing
        13 Ear, nose and throat
        14 End of life care
        15 Gastrointestinal
        16 Health visiting
        17 Hearing
        19 Long term conditions case management
        20 Musculoskeletal
        21 Neurology
        23 Occupational therapy
        24 Orthoptics
        25 Pain management
        26 Physiotherapy
        27 Podiatry
        29 Rehabilitation
        30 Respiratory
        31 Rheumatology
        32 School nursing
        33 Speech and language therapy
        34 Vulnerable children's service
        35 Vulnerable adults' service
        36 Respite care
        37 Clinical psychology
        38 Children's community nursing
        39 Diagnostics
        40 Treatment room nursing
        41 Haematology
        42 Phlebotomy
        43 Tissue viability
        44 Family support
        45 Integrated multidisciplinary team
        46 Prosthetics
        47 Specialist palliative care
        48 Enablement
        49 Urgent care
        50 Wheelchairs
        51 Crisis response intermediate care
        52 Reablement intermediate care
        53 Home-based intermediate care
        54 Community bed-based intermediate care
        55 Children's weight management
        56 Adults' weight management
        57 Public health and lifestyle
        58 Nutrition and dietetics
        """
    ),
    "SERVICE OR TEAM TYPE REFERRED TO (COMMUNITY CARE) of the Community Services Data Set, as "
    "labelled in a trust's public code; the list itself was not obtained",
    complete=False,
)

MANDATED = CodeList(
    "Mandated health-visiting contacts",
    listed(
        """
        AN Antenatal, from 28 weeks of pregnancy
        NBV New birth visit, by 14 days (activity type 08)
        68W Review at 6 to 8 weeks (activity type 09)
        12M Review at 12 months (activity type 10)
        24M Review at 2 to 2½ years (activity type 11)
        """
    ),
    "The five contacts of the Local Authorities (Public Health Functions and Entry to Premises "
    "by Local Healthwatch Representatives) Regulations 2013, regulation 5A, as listed with the "
    "health visitor service delivery metrics (gov.uk); the short codes are our own, beside the "
    "activity types 08 to 11 of the Community Services Data Set",
)

TRACE_RESULT = CodeList(
    "Result of a trace",
    listed(
        """
        00 Success
        15 No trace performed
        90 Success: the number sent has been superseded
        91 The number is no longer valid
        92 The record is sensitive: address and practice are withheld
        96 Not enough data to trace
        97 Several close matches
        98 Not found
        """
    ),
    "Error and success codes of the response file of the Master Person Service, as named in NHS "
    "Digital's public code (dsp/integration/mps/constants.py); codes for damaged files are left "
    "out, because such a file is not a result",
    complete=False,
)

TRACE_STEP = CodeList(
    "Step at which a trace matched",
    listed(
        """
        0 No match
        1 Cross-check of the number with the date of birth
        2 Simple trace
        3 Alphanumeric trace
        4 Algorithmic trace
        """
    ),
    "MATCHED_ALGORITHM_INDICATOR of the Master Person Service, as named in NHS Digital's public "
    "code (dsp/integration/mps/constants.py)",
)
